package dev.aftm.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What keeps the core testable and its figures exact. */
final class CoreRules {

    private static final List<String> FLOATING_POINT =
            List.of("float", "double", "java.lang.Float", "java.lang.Double");

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
        rules.put("no floating point in the core", noFloatingPointInTheCore());
        rules.put("decimals are compared, not equal", decimalsAreCompared());
        rules.put("the core has no clock of its own", theCoreHasNoClock());
        rules.put("the wall clock is read in one place", theWallClockIsReadInOnePlace());
        rules.put("the core does no input or output", theCoreDoesNoInputOrOutput());
        rules.put("the domain has no threads", theDomainHasNoThreads());
        rules.put("the interactor starts no threads", theInteractorStartsNoThreads());
        rules.put("records cannot be changed", recordsCannotBeChanged());
        rules.put("nothing static can be changed", nothingStaticCanBeChanged());
    }

    private static ArchRule noFloatingPointInTheCore() {
        return classes()
                .that(Conditions.in(Layer.DOMAIN.packages(), Layer.INTERACTOR.packages()))
                .should(Conditions.nothingIsFound("have no floating point", CoreRules::floatingPoint))
                .as(
                        "Classes in domain and interactor have no floating-point fields, parameters or results, and call none")
                .because("0.1 + 0.2 is not 0.3 in binary, and money must add up; use BigDecimal or scaled integers");
    }

    private static Stream<String> floatingPoint(JavaClass type) {
        List<String> found = new ArrayList<>();
        for (JavaField field : type.getFields()) {
            found.addAll(floating("Field <" + field.getFullName() + ">", List.of(field.getRawType())));
        }
        for (JavaMethod method : type.getMethods()) {
            String name = "Method <" + method.getFullName() + ">";
            found.addAll(floating(name, List.of(method.getRawReturnType())));
            found.addAll(floating(name, method.getRawParameterTypes()));
        }
        type.getAccessesFromSelf().stream()
                .filter(access -> access.getTarget() instanceof CodeUnitAccessTarget target && isFloating(target))
                .map(JavaAccess::getDescription)
                .forEach(found::add);
        return found.stream();
    }

    /** A load factor is no money: only arithmetic is looked at. */
    private static boolean isFloating(CodeUnitAccessTarget target) {
        String owner = target.getOwner().getName();
        boolean isArithmetic = owner.startsWith("java.math.")
                || FLOATING_POINT.contains(owner)
                || Set.of("java.lang.Math", "java.lang.Number").contains(owner);
        return isArithmetic
                && Stream.concat(Stream.of(target.getRawReturnType()), target.getRawParameterTypes().stream())
                        .anyMatch(type -> FLOATING_POINT.contains(type.getName()));
    }

    private static List<String> floating(String what, List<JavaClass> types) {
        return types.stream()
                .filter(type ->
                        FLOATING_POINT.contains(type.getBaseComponentType().getName()))
                .map(type -> what + " has type <" + type.getName() + ">")
                .toList();
    }

    private static ArchRule decimalsAreCompared() {
        return classes()
                .that()
                .resideInAPackage("dev.aftm..")
                .should(Conditions.nothingIsFound(
                        "compare decimals",
                        type -> calls(
                                type,
                                call -> call.getTargetOwner().isEquivalentTo(BigDecimal.class)
                                        && call.getName().equals("equals"))))
                .as("Decimals are compared, and never asked whether they are equal")
                .because("17300 and 17300.0 are one price but not equal as BigDecimal; use compareTo");
    }

    private static ArchRule theCoreHasNoClock() {
        return classes()
                .that(Conditions.in(Layer.DOMAIN.packages(), Layer.INTERACTOR.packages()))
                .should(Conditions.nothingIsFound(
                        "have neither clock nor chance",
                        type -> Stream.concat(
                                calls(type, call -> isWallClock(call) || isTimer(call) || isChance(call)),
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
                .should(Conditions.nothingIsFound("read no wall clock", type -> calls(type, CoreRules::isWallClock)))
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
                .should(Conditions.nothingIsFound("start no threads", type -> calls(type, CoreRules::startsThread)))
                .as("Classes in interactor start no threads, and put none to sleep")
                .because(
                        "threads are the adapters' and the wiring's: a use case that owns none can be tested without waiting;"
                                + " take a port such as Pause, or be called by the thread that owns the exchange");
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

    private static ArchRule recordsCannotBeChanged() {
        return classes()
                .that()
                .areRecords()
                .and()
                .areNotPrivate()
                .and()
                .resideInAnyPackage(Layer.DOMAIN.packages(), Layer.INTERACTOR.packages())
                .should(Conditions.nothingIsFound("copy what they are given", CoreRules::uncopied))
                .as(
                        "Records in domain and interactor that others see copy the collections they are given, and hold no arrays")
                .because(
                        "a record whose list somebody else can change is no value; use List.copyOf, Set.copyOf or Map.copyOf"
                                + " in its constructor");
    }

    private static Stream<String> uncopied(JavaClass type) {
        boolean copies = type.getConstructors().stream()
                .flatMap(constructor -> constructor.getCallsFromSelf().stream())
                .anyMatch(call -> call.getName().equals("copyOf")
                        || call.getName().startsWith("unmodifiable")
                        || call.getName().equals("toList"));
        return type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> field.getRawType().isArray()
                        || ((field.getRawType().isAssignableTo(Collection.class)
                                        || field.getRawType().isAssignableTo(Map.class))
                                && !copies))
                .map(field -> "Field <" + field.getFullName() + "> can be changed from outside");
    }

    private static ArchRule nothingStaticCanBeChanged() {
        return fields().that()
                .areDeclaredInClassesThat(Conditions.in("dev.aftm..").and(Conditions.written()))
                .and()
                .areStatic()
                .should()
                .beFinal()
                .as("Static fields are final")
                .because(
                        "state that is everybody's cannot be tested or owned by one thread; make it a field of an object that"
                                + " the wiring hands on");
    }

    private static Stream<String> calls(JavaClass type, Predicate<JavaAccess<?>> which) {
        return type.getAccessesFromSelf().stream().filter(which).map(JavaAccess::getDescription);
    }
}
