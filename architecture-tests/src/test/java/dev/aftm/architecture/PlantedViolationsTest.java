package dev.aftm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import dev.aftm.app.planted.DaggerPlantedComponent;
import dev.aftm.app.planted.InjectsAField;
import dev.aftm.app.planted.KnowsThePassword;
import dev.aftm.app.planted.SpeaksZeroMq;
import dev.aftm.domain.planted.AsksWhetherEqual;
import dev.aftm.domain.planted.DecidesByChance;
import dev.aftm.domain.planted.FloatingMoney;
import dev.aftm.domain.planted.HoldsAnothersList;
import dev.aftm.domain.planted.OrderExecutorGateway;
import dev.aftm.domain.planted.ReadsAFile;
import dev.aftm.domain.planted.StartsAThread;
import dev.aftm.domain.planted.one.One;
import dev.aftm.domain.planted.two.Two;
import dev.aftm.infrastructure.alert.planted.LeavesTheDiagram;
import dev.aftm.infrastructure.journal.planted.KnowsAnotherAdapter;
import dev.aftm.infrastructure.planted.BareSocket;
import dev.aftm.infrastructure.planted.CallsNativeCode;
import dev.aftm.infrastructure.planted.CanBeInherited;
import dev.aftm.infrastructure.planted.CatchesEverything;
import dev.aftm.infrastructure.planted.CountsForEverybody;
import dev.aftm.infrastructure.planted.EndsTheProcess;
import dev.aftm.infrastructure.planted.FloatingPrice;
import dev.aftm.infrastructure.planted.IsInjected;
import dev.aftm.infrastructure.planted.ListensToTheWorld;
import dev.aftm.infrastructure.planted.LogsPastOurs;
import dev.aftm.infrastructure.planted.OpenField;
import dev.aftm.infrastructure.planted.OpensADatabase;
import dev.aftm.infrastructure.planted.OrderHelper;
import dev.aftm.infrastructure.planted.PrintsBare;
import dev.aftm.infrastructure.planted.PublicForNobody;
import dev.aftm.infrastructure.planted.QueuesWithoutEnd;
import dev.aftm.infrastructure.planted.ReadsASetting;
import dev.aftm.infrastructure.planted.ReadsAnObject;
import dev.aftm.infrastructure.planted.ReadsTheWallClock;
import dev.aftm.infrastructure.planted.ShowsThePassword;
import dev.aftm.infrastructure.planted.Sleeps;
import dev.aftm.infrastructure.planted.StartsAProcess;
import dev.aftm.infrastructure.planted.SwallowsAnException;
import dev.aftm.infrastructure.planted.ThrowsAnything;
import dev.aftm.infrastructure.planted.TooLong;
import dev.aftm.infrastructure.planted.UsesAnUnlistedLibrary;
import dev.aftm.infrastructure.planted.unexplained.SaysNothing;
import dev.aftm.infrastructure.runtime.ThreadSleeper;
import dev.aftm.infrastructure.store.planted.AssemblesSql;
import dev.aftm.infrastructure.zeromq.request.operation.planted.BlocksTheLoop;
import dev.aftm.interactor.execution.planted.SendsAgain;
import dev.aftm.interactor.planted.ChangeableOrder;
import dev.aftm.interactor.planted.HoldsALock;
import dev.aftm.interactor.planted.KeepsAnOptional;
import dev.aftm.interactor.planted.KnowsAnAdapter;
import dev.aftm.interactor.planted.LooksAtTheClock;
import dev.aftm.interactor.planted.ReadsTheEnvironment;
import dev.aftm.interactor.planted.StartsAPool;
import dev.aftm.interactor.planted.WaitsForAResult;
import dev.aftm.interactor.port.planted.PortWithAForm;
import dev.aftm.interactor.port.planted.SaysNothingOfItself;
import dev.aftm.interactor.port.planted.SpeaksOfAnything;
import dev.aftm.unlisted.OutsideTheLayers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The gate is gated: each rule catches the violation that is planted for it, and says so in these words. */
@Tag("rules")
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
                "every library has its rooms",
                new Planted(
                        List.of(OpensADatabase.class),
                        "Field <dev.aftm.infrastructure.planted.OpensADatabase.connection> has type "
                                + "<java.sql.Connection> in (OpensADatabase.java:0)"));
        planted.put(
                "the diagram is true",
                new Planted(
                        List.of(LeavesTheDiagram.class),
                        "Constructor "
                                + "<dev.aftm.infrastructure.alert.planted.LeavesTheDiagram.<init>(dev.aftm.interactor.port.clock.Clock)> "
                                + "has parameter of type <dev.aftm.interactor.port.clock.Clock> in (LeavesTheDiagram.java:0)\n"
                                + "Field <dev.aftm.infrastructure.alert.planted.LeavesTheDiagram.clock> has type "
                                + "<dev.aftm.interactor.port.clock.Clock> in (LeavesTheDiagram.java:0)"));
        planted.put(
                "adapters do not know each other",
                new Planted(
                        List.of(KnowsAnotherAdapter.class, ThreadSleeper.class),
                        "Slice journal depends on Slice runtime:\n"
                                + "Field <dev.aftm.infrastructure.journal.planted.KnowsAnotherAdapter.sleeper> has type"
                                + " <dev.aftm.infrastructure.runtime.ThreadSleeper> in (KnowsAnotherAdapter.java:0)\n"
                                + "Constructor <dev.aftm.infrastructure.journal.planted.KnowsAnotherAdapter.<init>()> calls"
                                + " constructor <dev.aftm.infrastructure.runtime.ThreadSleeper.<init>()> in"
                                + " (KnowsAnotherAdapter.java:8)"));
        planted.put(
                "Dagger lives in app alone",
                new Planted(
                        List.of(IsInjected.class),
                        "Constructor <dev.aftm.infrastructure.planted.IsInjected.<init>()> is annotated with"
                                + " <javax.inject.Inject> in (IsInjected.java:0)"));
        planted.put(
                "what is injected comes through constructors",
                new Planted(
                        List.of(InjectsAField.class),
                        "Field <dev.aftm.app.planted.InjectsAField.account> is annotated with @Inject in"
                                + " (InjectsAField.java:0)"));
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
                "ports are interfaces and values",
                new Planted(
                        List.of(PortWithAForm.class),
                        "Class <dev.aftm.interactor.port.planted.PortWithAForm> is neither an interface, a record, an enum, a sealed type nor an exception in "
                                + "(PortWithAForm.java:0)"));
        planted.put(
                "ports speak of what is ours",
                new Planted(
                        List.of(SpeaksOfAnything.class),
                        "Method <dev.aftm.interactor.port.planted.SpeaksOfAnything.order()> speaks of "
                                + "<java.lang.Object> in (SpeaksOfAnything.java:0)\n"
                                + "Method <dev.aftm.interactor.port.planted.SpeaksOfAnything.quotes()> speaks of <?> in"
                                + " (SpeaksOfAnything.java:0)\n"
                                + "Method <dev.aftm.interactor.port.planted.SpeaksOfAnything.raw()> speaks of <[B> in"
                                + " (SpeaksOfAnything.java:0)"));
        planted.put(
                "ports explain themselves",
                new Planted(
                        List.of(SaysNothingOfItself.class),
                        "Class <dev.aftm.interactor.port.planted.SaysNothingOfItself> does not explain \"long count(String"
                                + " what);\" in (SaysNothingOfItself.java:0)\n"
                                + "Class <dev.aftm.interactor.port.planted.SaysNothingOfItself> does not explain \"public interface"
                                + " SaysNothingOfItself {\" in (SaysNothingOfItself.java:0)"));
        planted.put(
                "an absent value is no argument",
                new Planted(
                        List.of(KeepsAnOptional.class),
                        "Field <dev.aftm.interactor.planted.KeepsAnOptional.account> is an Optional in "
                                + "(KeepsAnOptional.java:0)"));
        planted.put(
                "the core has no clock of its own",
                new Planted(
                        List.of(LooksAtTheClock.class),
                        "Method <dev.aftm.interactor.planted.LooksAtTheClock.when()> calls method"
                                + " <java.time.Instant.now()> in (LooksAtTheClock.java:9)"));
        planted.put(
                "the wall clock is read in one place",
                new Planted(
                        List.of(ReadsTheWallClock.class),
                        "Method <dev.aftm.infrastructure.planted.ReadsTheWallClock.now()> calls method "
                                + "<java.lang.System.currentTimeMillis()> in (ReadsTheWallClock.java:7)"));
        planted.put(
                "the core does no input or output",
                new Planted(
                        List.of(ReadsTheEnvironment.class),
                        "Method <dev.aftm.interactor.planted.ReadsTheEnvironment.home()> calls method "
                                + "<java.lang.System.getProperty(java.lang.String, java.lang.String)> in "
                                + "(ReadsTheEnvironment.java:7)"));
        planted.put(
                "the domain has no threads",
                new Planted(
                        List.of(StartsAThread.class),
                        "Method <dev.aftm.domain.planted.StartsAThread.start()> calls constructor "
                                + "<java.lang.Thread.<init>(java.lang.Runnable)> in (StartsAThread.java:7)\n"
                                + "Method <dev.aftm.domain.planted.StartsAThread.start()> calls method "
                                + "<java.lang.Thread.start()> in (StartsAThread.java:7)"));
        planted.put(
                "the interactor starts no threads",
                new Planted(
                        List.of(StartsAPool.class),
                        "Constructor <dev.aftm.interactor.planted.StartsAPool.<init>()> calls method "
                                + "<java.util.concurrent.Executors.newSingleThreadExecutor()> in (StartsAPool.java:9)"));
        planted.put(
                "the core holds no locks",
                new Planted(
                        List.of(HoldsALock.class),
                        "Class <dev.aftm.interactor.planted.HoldsALock> says \"synchronized (this) {\" in (HoldsALock.java:0)\n"
                                + "Method <dev.aftm.interactor.planted.HoldsALock.add()> calls method <java.lang.Object.notifyAll()> in"
                                + " (HoldsALock.java:11)"));
        planted.put(
                "no floating point in the core",
                new Planted(
                        List.of(FloatingMoney.class),
                        "Field <dev.aftm.domain.planted.FloatingMoney.balances> has type <[Ljava.lang.Double;> in"
                                + " (FloatingMoney.java:0)\n"
                                + "Method <dev.aftm.domain.planted.FloatingMoney.price(float)> has type <double> in"
                                + " (FloatingMoney.java:0)\n"
                                + "Method <dev.aftm.domain.planted.FloatingMoney.price(float)> has type <float> in"
                                + " (FloatingMoney.java:0)"));
        planted.put(
                "floating point is for figures alone",
                new Planted(
                        List.of(FloatingPrice.class),
                        "Field <dev.aftm.infrastructure.planted.FloatingPrice.price> has type <double> in (FloatingPrice.java:0)"));
        planted.put(
                "decimals are compared, not equal",
                new Planted(
                        List.of(AsksWhetherEqual.class),
                        "Method <dev.aftm.domain.planted.AsksWhetherEqual.isSame(java.math.BigDecimal, "
                                + "java.math.BigDecimal)> calls method <java.math.BigDecimal.equals(java.lang.Object)> in "
                                + "(AsksWhetherEqual.java:10)"));
        planted.put(
                "records cannot be changed",
                new Planted(
                        List.of(HoldsAnothersList.class),
                        "Field <dev.aftm.domain.planted.HoldsAnothersList.accounts> can be changed from outside "
                                + "in (HoldsAnothersList.java:0)"));
        planted.put(
                "nothing static can be changed",
                new Planted(
                        List.of(CountsForEverybody.class),
                        "Field <dev.aftm.infrastructure.planted.CountsForEverybody.SEEN> can be changed by everybody in"
                                + " (CountsForEverybody.java:0)\n"
                                + "Field <dev.aftm.infrastructure.planted.CountsForEverybody.count> can be changed by everybody in"
                                + " (CountsForEverybody.java:0)"));
        planted.put(
                "nothing is printed bare",
                new Planted(
                        List.of(PrintsBare.class),
                        "Method <dev.aftm.infrastructure.planted.PrintsBare.print()> gets field <java.lang.System.out>"
                                + " in (PrintsBare.java:7)"));
        planted.put(
                "nobody sleeps but the port",
                new Planted(
                        List.of(Sleeps.class),
                        "Method <dev.aftm.infrastructure.planted.Sleeps.rest()> calls method "
                                + "<java.lang.Thread.sleep(long)> in (Sleeps.java:7)"));
        planted.put(
                "only the command line ends the process",
                new Planted(
                        List.of(EndsTheProcess.class),
                        "Method <dev.aftm.infrastructure.planted.EndsTheProcess.end()> calls method "
                                + "<java.lang.System.exit(int)> in (EndsTheProcess.java:7)"));
        planted.put(
                "settings are read in one place",
                new Planted(
                        List.of(ReadsASetting.class),
                        "Method <dev.aftm.infrastructure.planted.ReadsASetting.port()> calls method "
                                + "<java.lang.System.getenv(java.lang.String)> in (ReadsASetting.java:7)"));
        planted.put(
                "errors have names",
                new Planted(
                        List.of(ThrowsAnything.class),
                        "Method <dev.aftm.infrastructure.planted.ThrowsAnything.fail()> calls constructor "
                                + "<java.lang.RuntimeException.<init>(java.lang.String)> in (ThrowsAnything.java:7)"));
        planted.put(
                "nobody catches everything",
                new Planted(
                        List.of(CatchesEverything.class),
                        "Class <dev.aftm.infrastructure.planted.CatchesEverything> says \"} catch (Throwable "
                                + "everything) {\" in (CatchesEverything.java:0)"));
        planted.put(
                "what Java has replaced is not used",
                new Planted(
                        List.of(LogsPastOurs.class),
                        "Method <dev.aftm.infrastructure.planted.LogsPastOurs.log()> calls method"
                                + " <java.util.logging.Logger.info(java.lang.String)> in (LogsPastOurs.java:11)"));
        planted.put(
                "names say what a thing is",
                new Planted(
                        List.of(OrderHelper.class),
                        "Class <dev.aftm.infrastructure.planted.OrderHelper> has name matching "
                                + "'.*(Manager|Helper|Util|Impl|Base)s?|.*\\.Abstract\\w*' in (OrderHelper.java:0)"));
        planted.put(
                "classes are final",
                new Planted(
                        List.of(CanBeInherited.class),
                        "Class <dev.aftm.infrastructure.planted.CanBeInherited> can be inherited from in "
                                + "(CanBeInherited.java:0)"));
        planted.put(
                "fields are private",
                new Planted(
                        List.of(OpenField.class),
                        "Field <dev.aftm.infrastructure.planted.OpenField.quantity> has modifier PUBLIC in "
                                + "(OpenField.java:0)"));
        planted.put(
                "every package explains itself",
                new Planted(
                        List.of(SaysNothing.class),
                        "Package <dev.aftm.infrastructure.planted.unexplained> has no package-info.java that says what it is for and"
                                + " is @NullMarked; needed for class <dev.aftm.infrastructure.planted.unexplained.SaysNothing> in"
                                + " (SaysNothing.java:0)"));
        planted.put(
                "no package is crowded",
                new Planted(
                        crowd(), "Package <dev.aftm.infrastructure.planted.crowded> has 21 classes in (Crowd.java:0)"));
        planted.put(
                "public is what another package uses",
                new Planted(
                        List.of(PublicForNobody.class),
                        "Class <dev.aftm.infrastructure.planted.PublicForNobody> is public, and no other package "
                                + "uses it in (PublicForNobody.java:0)"));
        planted.put(
                "classes fit on two screens",
                new Planted(
                        List.of(TooLong.class),
                        "Class <dev.aftm.infrastructure.planted.TooLong> has 302 lines in (TooLong.java:0)"));
        planted.put(
                "credentials belong to the gateway alone",
                new Planted(
                        List.of(DaggerPlantedComponent.class, KnowsThePassword.class),
                        "<dev.aftm.app.planted.DaggerPlantedComponent> reaches it: Field"
                                + " <dev.aftm.app.planted.KnowsThePassword.password> has type"
                                + " <dev.aftm.infrastructure.credential.PasswordSource> in (KnowsThePassword.java:0)"));
        planted.put(
                "the gateway alone loads a library",
                new Planted(
                        List.of(DaggerPlantedComponent.class, KnowsThePassword.class),
                        "<dev.aftm.app.planted.DaggerPlantedComponent> reaches it: Field"
                                + " <dev.aftm.app.planted.KnowsThePassword.memory> has type <com.sun.jna.Memory> in"
                                + " (KnowsThePassword.java:0)"));
        planted.put(
                "the supervisor has no native code",
                new Planted(
                        List.of(DaggerPlantedComponent.class, KnowsThePassword.class),
                        "<dev.aftm.app.planted.DaggerPlantedComponent> reaches it: Field"
                                + " <dev.aftm.app.planted.KnowsThePassword.memory> has type <com.sun.jna.Memory> in"
                                + " (KnowsThePassword.java:0)"));
        planted.put(
                "every socket wears its armour",
                new Planted(
                        List.of(BareSocket.class),
                        "Method <dev.aftm.infrastructure.planted.BareSocket.open(org.zeromq.ZContext)> calls "
                                + "method <org.zeromq.ZContext.createSocket(org.zeromq.SocketType)> in (BareSocket.java:11)"));
        planted.put(
                "nothing listens to the world",
                new Planted(
                        List.of(ListensToTheWorld.class),
                        "Method <dev.aftm.infrastructure.planted.ListensToTheWorld.open()> calls constructor "
                                + "<java.net.ServerSocket.<init>(int)> in (ListensToTheWorld.java:10)"));
        planted.put(
                "processes are started in few places",
                new Planted(
                        List.of(StartsAProcess.class),
                        "Method <dev.aftm.infrastructure.planted.StartsAProcess.start()> calls constructor "
                                + "<java.lang.ProcessBuilder.<init>([Ljava.lang.String;)> in (StartsAProcess.java:9)\n"
                                + "Method <dev.aftm.infrastructure.planted.StartsAProcess.start()> calls method "
                                + "<java.lang.ProcessBuilder.start()> in (StartsAProcess.java:9)"));
        planted.put(
                "no object comes out of a stream",
                new Planted(
                        List.of(ReadsAnObject.class),
                        "Method <dev.aftm.infrastructure.planted.ReadsAnObject.read(java.io.InputStream)> calls "
                                + "constructor <java.io.ObjectInputStream.<init>(java.io.InputStream)> in "
                                + "(ReadsAnObject.java:11)\n"
                                + "Method <dev.aftm.infrastructure.planted.ReadsAnObject.read(java.io.InputStream)> calls "
                                + "method <java.io.ObjectInputStream.readObject()> in (ReadsAnObject.java:11)"));
        planted.put(
                "nothing blocks the gateway loop",
                new Planted(
                        List.of(BlocksTheLoop.class),
                        "calls method <java.nio.file.Files.readString(java.nio.file.Path)> in (BlocksTheLoop.java:14)\n"));
        planted.put(
                "use cases never wait",
                new Planted(
                        List.of(WaitsForAResult.class),
                        "Method <dev.aftm.interactor.planted.WaitsForAResult.positions(java.util.concurrent.CompletableFuture)>"
                                + " calls method <java.util.concurrent.CompletableFuture.join()> in (WaitsForAResult.java:9)"));
        planted.put(
                "an order is sent in one place",
                new Planted(
                        List.of(SendsAgain.class),
                        "calls method <dev.aftm.interactor.port.exchange.OrderEntry.send("
                                + "dev.aftm.interactor.port.exchange.OrderEntry$TaggedOrder)> in (SendsAgain.java:"));
        planted.put(
                "a secret is a Secret",
                new Planted(
                        List.of(ShowsThePassword.class),
                        "Class <dev.aftm.infrastructure.planted.ShowsThePassword> says \"public record ShowsThePassword(String"
                                + " user, String password) {}\" in (ShowsThePassword.java:0)\n"
                                + "Field <dev.aftm.infrastructure.planted.ShowsThePassword.password> in"
                                + " (ShowsThePassword.java:0)"));
        planted.put(
                "SQL is constant text",
                new Planted(
                        List.of(AssemblesSql.class),
                        "Class <dev.aftm.infrastructure.store.planted.AssemblesSql> (AssemblesSql.java:11) assembles SQL from"
                                + " values"));
        planted.put(
                "the domain decides in a fixed order",
                new Planted(
                        List.of(DecidesByChance.class),
                        "Method <dev.aftm.domain.planted.DecidesByChance.first(java.util.List)> calls constructor"
                                + " <java.util.HashMap.<init>()> in (DecidesByChance.java:11)"));
        planted.put(
                "every queue has a bound",
                new Planted(
                        List.of(QueuesWithoutEnd.class),
                        "Constructor <dev.aftm.infrastructure.planted.QueuesWithoutEnd.<init>()> calls constructor"
                                + " <java.util.concurrent.LinkedBlockingQueue.<init>()> in (QueuesWithoutEnd.java:9)"));
        planted.put(
                "no exception is swallowed",
                new Planted(
                        List.of(SwallowsAnException.class),
                        "Class <dev.aftm.infrastructure.planted.SwallowsAnException> (SwallowsAnException.java:14) swallows"
                                + " IOException"));
        planted.put(
                "data in use cases cannot be changed",
                new Planted(
                        List.of(ChangeableOrder.class),
                        "Class <dev.aftm.interactor.planted.ChangeableOrder> only holds changeable data in"
                                + " (ChangeableOrder.java:0)\n"
                                + "Method <dev.aftm.interactor.planted.ChangeableOrder.setQuantity(int)> is a setter in"
                                + " (ChangeableOrder.java:0)"));
        return planted;
    }

    private static List<Class<?>> crowd() {
        return new ClassFileImporter()
                .importPackages("dev.aftm.infrastructure.planted.crowded").stream()
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
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
