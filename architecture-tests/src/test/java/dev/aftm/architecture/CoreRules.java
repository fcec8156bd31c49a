package dev.aftm.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What keeps the core testable. */
final class CoreRules {

    private static final Set<String> CHANCE = Set.of(
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.concurrent.ThreadLocalRandom",
            "java.security.SecureRandom");

    private static final Set<String> NATIVE_METHODS_OF_SYSTEM = Set.of(
            "getenv", "getProperty", "getProperties", "setProperty", "exit", "load", "loadLibrary", "gc", "console");

    private static final Set<String> NEW_THREADS = Set.of("supplyAsync", "runAsync");

    private CoreRules() {}

    static void addTo(Map<String, ArchRule> rules) {
        rules.put("the core has no clock of its own", theCoreHasNoClock());
        rules.put("the wall clock is read in one place", theWallClockIsReadInOnePlace());
        rules.put("the core does no input or output", theCoreDoesNoInputOrOutput());
        rules.put("the domain has no threads", theDomainHasNoThreads());
        rules.put("the interactor starts no threads", theInteractorStartsNoThreads());
        rules.put("the core holds no locks", theCoreHoldsNoLocks());
    }

    private static ArchRule theCoreHasNoClock() {
        return classes()
                .that(Conditions.in(Layer.DOMAIN.packages(), Layer.INTERACTOR.packages()))
                .should(Conditions.nothingIsFound(
                        "have neither clock nor chance",
                        type -> Stream.concat(
                                Conditions.calls(type, call -> isWallClock(call) || isTimer(call) || isChance(call)),
                                type.getDirectDependenciesFromSelf().stream()
                                        .filter(dependency -> CHANCE.contains(
                                                dependency.getTargetClass().getName()))
                                        .map(dependency -> dependency.getDescription()))))
                .as("Classes in domain and interactor have neither clock nor chance of their own")
                .because("tests must be able to set the time and repeat a run; take the port Clock, or a value");
    }

    private static ArchRule theWallClockIsReadInOnePlace() {
        return classes()
                .that()
                .resideInAPackage("dev.aftm..")
                .and()
                .doNotHaveSimpleName("SystemClock")
                .should(Conditions.nothingIsFound(
                        "read no wall clock", type -> Conditions.calls(type, CoreRules::isWallClock)))
                .as("Only SystemClock reads the time of day")
                .because("whoever else does cannot be tested at another time; take the port Clock");
    }

    private static boolean isWallClock(JavaAccess<?> call) {
        String owner = call.getTargetOwner().getName();
        String name = call.getName();
        return (owner.startsWith("java.time.") && name.equals("now"))
                || (owner.equals("java.time.Clock") && (name.startsWith("system") || name.startsWith("tick")))
                || (owner.equals("java.lang.System") && name.equals("currentTimeMillis"))
                || (owner.equals("java.util.Date") && name.equals("<init>"))
                || (owner.equals("java.util.Calendar") && name.equals("getInstance"));
    }

    private static boolean isTimer(JavaAccess<?> call) {
        return call.getTargetOwner().isEquivalentTo(System.class)
                && call.getName().equals("nanoTime");
    }

    private static boolean isChance(JavaAccess<?> call) {
        String owner = call.getTargetOwner().getName();
        return (owner.equals("java.lang.Math") && call.getName().equals("random"))
                || (owner.equals("java.util.UUID") && call.getName().equals("randomUUID"))
                || (owner.equals("java.util.Collections") && call.getName().equals("shuffle"));
    }

    private static ArchRule theCoreDoesNoInputOrOutput() {
        return classes()
                .that(Conditions.in(Layer.DOMAIN.packages(), Layer.INTERACTOR.packages()))
                .should(Conditions.nothingIsFound(
                        "do no input or output",
                        type -> Stream.concat(
                                type.getDirectDependenciesFromSelf().stream()
                                        .filter(dependency -> isOutside(
                                                dependency.getTargetClass().getName()))
                                        .map(dependency -> dependency.getDescription()),
                                type.getAccessesFromSelf().stream()
                                        .filter(access ->
                                                access.getTargetOwner().isEquivalentTo(System.class)
                                                        && (NATIVE_METHODS_OF_SYSTEM.contains(access.getName())
                                                                || Set.of("in", "out", "err")
                                                                        .contains(access.getName())))
                                        .map(JavaAccess::getDescription))))
                .as("Classes in domain and interactor neither read nor write anything outside them")
                .because("what they decide must follow from what they are told; define a port, and an adapter for it");
    }

    private static boolean isOutside(String name) {
        return Set.of(
                                "java.lang.Process",
                                "java.lang.ProcessBuilder",
                                "java.lang.ProcessHandle",
                                "java.lang.Runtime",
                                "java.util.Scanner",
                                "java.util.ServiceLoader",
                                "java.util.ResourceBundle")
                        .contains(name)
                || Stream.of(
                                "java.io.",
                                "java.net.",
                                "java.nio.file.",
                                "java.nio.channels.",
                                "java.util.logging.",
                                "java.util.prefs.",
                                "java.util.zip.",
                                "java.util.jar.",
                                "java.lang.reflect.",
                                "java.lang.ref.")
                        .anyMatch(name::startsWith);
    }

    private static ArchRule theDomainHasNoThreads() {
        return noClasses()
                .that()
                .resideInAPackage(Layer.DOMAIN.packages())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.concurrent..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, ThreadLocal.class, java.util.Timer.class)
                .as("Classes in domain know no threads")
                .because(
                        "each belongs to one thread, which its owner chooses; what must cross threads is a message, and the"
                                + " interactor's business");
    }

    private static ArchRule theInteractorStartsNoThreads() {
        return classes()
                .that()
                .resideInAPackage(Layer.INTERACTOR.packages())
                .should(Conditions.nothingIsFound(
                        "start no threads", type -> Conditions.calls(type, CoreRules::startsThread)))
                .as("Classes in interactor start no threads, and put none to sleep")
                .because(
                        "threads are the adapters' and the wiring's: a use case that owns none can be tested without waiting;"
                                + " take a port such as Sleeper, or be called by the thread that owns the exchange");
    }

    private static boolean startsThread(JavaAccess<?> call) {
        String owner = call.getTargetOwner().getName();
        return (call.getTargetOwner().isAssignableTo(Thread.class)
                        && Set.of("<init>", "start", "sleep").contains(call.getName()))
                || owner.equals("java.util.concurrent.Executors")
                || owner.equals("java.util.concurrent.ForkJoinPool")
                || owner.equals("java.util.Timer")
                || (owner.equals("java.util.concurrent.CompletableFuture")
                        && NEW_THREADS.contains(call.getName())
                        && ((CodeUnitAccessTarget) call.getTarget())
                                        .getRawParameterTypes()
                                        .size()
                                == 1)
                || call.getName().equals("parallelStream");
    }

    private static ArchRule theCoreHoldsNoLocks() {
        return classes()
                .that(Conditions.in(Layer.DOMAIN.packages(), Layer.INTERACTOR.packages())
                        .and(Conditions.written()))
                .should(Conditions.nothingIsFound(
                        "hold no locks",
                        type -> Stream.concat(
                                type.isTopLevelClass()
                                        ? Sources.saying(type, ".*\\bsynchronized\\b.*")
                                        : Stream.empty(),
                                Conditions.calls(type, CoreRules::waitsForAnother))))
                .as("Classes in domain and interactor hold no locks")
                .because(
                        "a thread that waits for another can wait for ever, and holds up orders meanwhile; let one thread own"
                                + " the state, and hand others a picture of it");
    }

    private static boolean waitsForAnother(JavaAccess<?> call) {
        String owner = call.getTargetOwner().getName();
        return owner.startsWith("java.util.concurrent.locks.")
                || Set.of(
                                "java.util.concurrent.CountDownLatch",
                                "java.util.concurrent.CyclicBarrier",
                                "java.util.concurrent.Semaphore")
                        .contains(owner)
                || Set.of("wait", "notify", "notifyAll").contains(call.getName());
    }
}
