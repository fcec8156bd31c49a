package dev.aftm.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What keeps secrets secret and strangers out. */
final class SafetyRules {

    /** In an address, all of the machine's. */
    private static final String EVERYWHERE = ".*\"(\\w+://)?(\\*|0\\.0\\.0\\.0|\\[?::]?)(:.*)?\".*";

    private SafetyRules() {}

    static void addTo(Map<String, ArchRule> rules) {
        rules.put("credentials belong to the gateway alone", credentialsBelongToTheGatewayAlone());
        rules.put("the gateway alone loads a library", theGatewayAloneLoadsALibrary());
        rules.put("the supervisor has no native code", theSupervisorHasNoNativeCode());
        rules.put("every socket wears its armour", everySocketWearsItsArmour());
        rules.put("nothing listens to the world", nothingListensToTheWorld());
        rules.put("processes are started in few places", processesAreStartedInFewPlaces());
        rules.put("no object comes out of a stream", noObjectComesOutOfAStream());
    }

    private static ArchRule credentialsBelongToTheGatewayAlone() {
        return classes()
                .that(areComponentsOtherThan("DaggerGatewayProcessComponent"))
                .should(Conditions.notReach("dev.aftm.infrastructure.credential"))
                .as("No process but the gateway's can reach credentials, through whatever classes")
                .because(
                        "a secret that a process cannot even name cannot leak from it; give the other processes what they"
                                + " need through get_session");
    }

    private static ArchRule theGatewayAloneLoadsALibrary() {
        return classes()
                .that(areComponentsOtherThan("DaggerGatewayProcessComponent"))
                .should(Conditions.notReach("com.sun.jna"))
                .as("No process but the gateway's can reach the broker's library, through whatever classes")
                .because(
                        "two sessions with one broker send orders twice and lose events; ask the gateway through its socket (see"
                                + " docs/adr/0002-one-process-owns-the-library.md)");
    }

    private static ArchRule theSupervisorHasNoNativeCode() {
        return classes()
                .that(areComponentsOtherThan(
                        "DaggerGatewayProcessComponent",
                        "DaggerStrategyProcessComponent",
                        "DaggerOrderExecutorProcessComponent",
                        "DaggerBacktestComponent"))
                .should(Conditions.notReach("com.sun.jna", "org.sqlite"))
                .as("The supervisor reaches no native code, through whatever classes")
                .because(
                        "it is what is left when native code has brought a process down; let a component do it, and tell");
    }

    /** The object graphs that Dagger has generated, one a process. */
    private static DescribedPredicate<JavaClass> areComponentsOtherThan(String... names) {
        return DescribedPredicate.describe(
                "are generated components other than " + String.join(", ", names),
                type -> type.getSimpleName().startsWith("Dagger")
                        && type.getSimpleName().endsWith("Component")
                        && !List.of(names).contains(type.getSimpleName()));
    }

    private static ArchRule everySocketWearsItsArmour() {
        return classes()
                .that()
                .resideInAPackage("dev.aftm..")
                .and()
                .doNotHaveSimpleName("Sockets")
                .should(Conditions.nothingIsFound(
                        "make no sockets", type -> Conditions.calls(type, SafetyRules::makesZeroMqSocket)))
                .as("Only Sockets makes ZeroMQ sockets")
                .because("one without its limits can be stopped by a single hostile frame; call Sockets.serving or"
                        + " Sockets.connecting");
    }

    private static boolean makesZeroMqSocket(JavaAccess<?> call) {
        String owner = call.getTargetOwner().getName();
        boolean isZeroMq = owner.startsWith("org.zeromq.") || owner.startsWith("zmq.");
        return isZeroMq
                && (Set.of("createSocket", "socket").contains(call.getName())
                        || (call.getName().equals("<init>") && owner.endsWith("Socket")));
    }

    private static ArchRule nothingListensToTheWorld() {
        return classes()
                .that(Conditions.in("dev.aftm..").and(Conditions.written()))
                .should(Conditions.nothingIsFound(
                        "listen to nobody outside",
                        type -> Stream.concat(
                                Conditions.calls(type, SafetyRules::listensEverywhere),
                                type.isTopLevelClass() ? Sources.saying(type, EVERYWHERE) : Stream.empty())))
                .as("Nothing listens on all of the machine's addresses")
                .because("whoever reaches a port may send orders; name the loopback address");
    }

    /** Those that are given no address take all of them. */
    private static boolean listensEverywhere(JavaAccess<?> call) {
        return call.getName().equals("<init>")
                && call.getTarget() instanceof CodeUnitAccessTarget target
                && Set.of("java.net.ServerSocket", "java.net.InetSocketAddress", "java.net.DatagramSocket")
                        .contains(call.getTargetOwner().getName())
                && !target.getRawParameterTypes().isEmpty()
                && target.getRawParameterTypes().stream()
                        .allMatch(type -> type.getName().equals("int"));
    }

    private static ArchRule processesAreStartedInFewPlaces() {
        return noClasses()
                .that()
                .resideInAPackage("dev.aftm..")
                .and()
                .resideOutsideOfPackages(
                        "dev.aftm.infrastructure.process..",
                        "dev.aftm.infrastructure.runtime..",
                        "dev.aftm.infrastructure.alert..",
                        "dev.aftm.infrastructure.credential..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class)
                .orShould()
                .callMethodWhere(target(owner(type(Runtime.class))).and(target(nameMatching("exec"))))
                .as("Only the adapters process, runtime, alert and credential start processes")
                .because("a child inherits what its parent knows unless somebody has thought of it; use one of these");
    }

    private static ArchRule noObjectComesOutOfAStream() {
        return noClasses()
                .that()
                .resideInAPackage("dev.aftm..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .as("Nobody deserialises Java objects")
                .because("whoever writes the stream decides what is run; read JSON into a record");
    }
}
