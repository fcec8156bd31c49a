package dev.aftm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import dev.aftm.app.planted.DaggerPlantedComponent;
import dev.aftm.app.planted.KnowsThePassword;
import dev.aftm.app.planted.SpeaksZeroMq;
import dev.aftm.domain.planted.FloatingMoney;
import dev.aftm.domain.planted.OrderExecutorGateway;
import dev.aftm.domain.planted.ReadsAFile;
import dev.aftm.domain.planted.one.One;
import dev.aftm.domain.planted.two.Two;
import dev.aftm.infrastructure.journal.planted.KnowsAnotherAdapter;
import dev.aftm.infrastructure.planted.CallsNativeCode;
import dev.aftm.infrastructure.planted.IsInjected;
import dev.aftm.infrastructure.planted.PrintsBare;
import dev.aftm.infrastructure.planted.UsesAnUnlistedLibrary;
import dev.aftm.infrastructure.runtime.ThreadPause;
import dev.aftm.interactor.planted.KnowsAnAdapter;
import dev.aftm.interactor.planted.LooksAtTheClock;
import dev.aftm.unlisted.OutsideTheLayers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The gate is gated: each rule catches the violation that is planted for it, and says so in these words. */
final class PlantedViolationsTest {

    private record Planted(List<Class<?>> classes, String message) {}

    private static Map<String, Planted> planted() {
        Map<String, Planted> planted = new LinkedHashMap<>();
        planted.put(
                "nothing stands outside the layers",
                new Planted(
                        List.of(OutsideTheLayers.class),
                        "Class <dev.aftm.unlisted.OutsideTheLayers> does not reside in any package"
                                + " ['dev.aftm.domain..', 'dev.aftm.interactor..', 'dev.aftm.infrastructure..',"
                                + " 'dev.aftm.app..'] in (OutsideTheLayers.java:0)"));
        planted.put(
                "dev.aftm.domain uses only what is listed for it",
                new Planted(
                        List.of(ReadsAFile.class),
                        "Field <dev.aftm.domain.planted.ReadsAFile.file> has type <java.nio.file.Path> in"
                                + " (ReadsAFile.java:0)"));
        planted.put(
                "dev.aftm.interactor uses only what is listed for it",
                new Planted(
                        List.of(KnowsAnAdapter.class),
                        "Field <dev.aftm.interactor.planted.KnowsAnAdapter.clock> has type"
                                + " <dev.aftm.infrastructure.runtime.SystemClock> in (KnowsAnAdapter.java:0)"));
        planted.put(
                "dev.aftm.infrastructure uses only what is listed for it",
                new Planted(
                        List.of(UsesAnUnlistedLibrary.class),
                        "Field <dev.aftm.infrastructure.planted.UsesAnUnlistedLibrary.address> has type <java.awt.Point>"
                                + " in (UsesAnUnlistedLibrary.java:0)"));
        planted.put(
                "dev.aftm.app uses only what is listed for it",
                new Planted(
                        List.of(SpeaksZeroMq.class),
                        "Field <dev.aftm.app.planted.SpeaksZeroMq.context> has type <org.zeromq.ZContext> in"
                                + " (SpeaksZeroMq.java:0)"));
        planted.put(
                "adapters do not know each other",
                new Planted(
                        List.of(KnowsAnotherAdapter.class, ThreadPause.class),
                        "Slice journal depends on Slice runtime:\n"
                                + "Field <dev.aftm.infrastructure.journal.planted.KnowsAnotherAdapter.pause> has type"
                                + " <dev.aftm.infrastructure.runtime.ThreadPause> in (KnowsAnotherAdapter.java:0)\n"
                                + "Constructor <dev.aftm.infrastructure.journal.planted.KnowsAnotherAdapter.<init>()> calls"
                                + " constructor <dev.aftm.infrastructure.runtime.ThreadPause.<init>()> in"
                                + " (KnowsAnotherAdapter.java:8)"));
        planted.put(
                "Dagger lives in app alone",
                new Planted(
                        List.of(IsInjected.class),
                        "Constructor <dev.aftm.infrastructure.planted.IsInjected.<init>()> is annotated with"
                                + " <javax.inject.Inject> in (IsInjected.java:0)"));
        planted.put(
                "native code is reached from one package",
                new Planted(
                        List.of(CallsNativeCode.class),
                        "Field <dev.aftm.infrastructure.planted.CallsNativeCode.address> has type"
                                + " <com.sun.jna.Pointer> in (CallsNativeCode.java:0)"));
        planted.put(
                "packages form no cycles",
                new Planted(
                        List.of(One.class, Two.class),
                        "Cycle detected: Slice domain.planted.one -> \n"
                                + "                Slice domain.planted.two -> \n"
                                + "                Slice domain.planted.one"));
        planted.put(
                "OrderExecutorGateway knows the domain alone",
                new Planted(
                        List.of(OrderExecutorGateway.class),
                        "Method <dev.aftm.domain.planted.OrderExecutorGateway.gateway()> has return type"
                                + " <dev.aftm.interactor.gateway.DllGatewayServiceInterface> in"
                                + " (OrderExecutorGateway.java:0)"));
        planted.put(
                "no floating point in the core",
                new Planted(
                        List.of(FloatingMoney.class),
                        "Field <dev.aftm.domain.planted.FloatingMoney.balances> has type <[Ljava.lang.Double;>\n"
                                + "Method <dev.aftm.domain.planted.FloatingMoney.price(float)> has type <double>\n"
                                + "Method <dev.aftm.domain.planted.FloatingMoney.price(float)> has type <float>"));
        planted.put(
                "the core has no clock of its own",
                new Planted(
                        List.of(LooksAtTheClock.class),
                        "Method <dev.aftm.interactor.planted.LooksAtTheClock.when()> calls method"
                                + " <java.time.Instant.now()> in (LooksAtTheClock.java:9)"));
        planted.put(
                "nothing is printed bare",
                new Planted(
                        List.of(PrintsBare.class),
                        "Method <dev.aftm.infrastructure.planted.PrintsBare.print()> gets field <java.lang.System.out>"
                                + " in (PrintsBare.java:7)"));
        planted.put(
                "credentials belong to the gateway alone",
                new Planted(
                        List.of(DaggerPlantedComponent.class, KnowsThePassword.class),
                        "<dev.aftm.app.planted.DaggerPlantedComponent> reaches it: Field"
                                + " <dev.aftm.app.planted.KnowsThePassword.password> has type"
                                + " <dev.aftm.infrastructure.credential.PasswordSource> in (KnowsThePassword.java:0)"));
        planted.put(
                "the supervisor has no native code",
                new Planted(
                        List.of(DaggerPlantedComponent.class, KnowsThePassword.class),
                        "<dev.aftm.app.planted.DaggerPlantedComponent> reaches it: Field"
                                + " <dev.aftm.app.planted.KnowsThePassword.memory> has type <com.sun.jna.Memory> in"
                                + " (KnowsThePassword.java:0)"));
        return planted;
    }

    @TestFactory
    Stream<DynamicTest> the_rule_catches_what_is_planted_for_it() {
        return planted().entrySet().stream()
                .map(entry ->
                        DynamicTest.dynamicTest(entry.getKey(), () -> assertCaught(entry.getKey(), entry.getValue())));
    }

    private static void assertCaught(String name, Planted planted) {
        ArchRule rule = Rules.all().get(name);
        assertThat(rule).as(name).isNotNull();
        JavaClasses classes = new ClassFileImporter().importClasses(planted.classes());
        EvaluationResult result = rule.allowEmptyShould(false).evaluate(classes);
        assertThat(result.hasViolation()).isTrue();
        assertThat(String.join("\n", result.getFailureReport().getDetails()).replace("\r", ""))
                .contains(planted.message());
    }

    @Test
    void every_rule_has_a_planted_violation() {
        assertThat(planted().keySet()).containsExactlyElementsOf(Rules.all().keySet());
    }
}
