package dev.aftm.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** How classes are written here. */
final class HabitRules {

    /** The client's library, and the way in for another wiring, such as that of the benchmarks. */
    private static final Set<String> FOR_PROGRAMS_OUTSIDE = Set.of("OrderSubscription", "ExchangeOpening");

    private HabitRules() {}

    static void addTo(Map<String, ArchRule> rules) {
        rules.put("nothing is printed bare", nothingIsPrintedBare());
        rules.put("nobody sleeps but the port", nobodySleeps());
        rules.put("only the command line ends the process", onlyTheCommandLineEndsTheProcess());
        rules.put("settings are read in one place", settingsAreReadInOnePlace());
        rules.put("errors have names", errorsHaveNames());
        rules.put("nobody catches everything", nobodyCatchesEverything());
        rules.put("names say what a thing is", namesSayWhatAThingIs());
        rules.put("classes are final", classesAreFinal());
        rules.put("fields are private", fieldsArePrivate());
        rules.put("public is what another package uses", publicIsWhatAnotherPackageUses());
        rules.put("classes fit on two screens", classesFitOnTwoScreens());
    }

    private static ArchRule nothingIsPrintedBare() {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        Layer.DOMAIN.packages(), Layer.INTERACTOR.packages(), Layer.INFRASTRUCTURE.packages())
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .as("Only the command line prints")
                .because("everything else has a logger or a listener, where text from outside is escaped");
    }

    private static ArchRule nobodySleeps() {
        return noClasses()
                .that()
                .resideInAPackage("dev.aftm..")
                .and()
                .haveNameNotMatching(".*\\.(ThreadPause|GatewayConnection|ProcessManagerService|Viewers)")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .as(
                        "Only ThreadPause, GatewayConnection, ProcessManagerService and Viewers put a thread to sleep, each its own")
                .because(
                        "a thread that sleeps answers nobody and makes its tests slow; take the port Pause, or a timer");
    }

    private static ArchRule onlyTheCommandLineEndsTheProcess() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(Layer.APP.packages())
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .as("Only classes in dev.aftm.app end the process")
                .because(
                        "whoever else finds that it cannot go on does not know what else would be lost; throw, or tell a listener");
    }

    private static ArchRule settingsAreReadInOnePlace() {
        return noClasses()
                .that()
                .resideOutsideOfPackages("dev.aftm.infrastructure.config..", Layer.APP.packages())
                .and()
                .doNotHaveSimpleName("OwnerOnly")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .as(
                        "Only the configuration and app read the environment (and OwnerOnly, what a service manager says of a file)")
                .because(
                        "a setting that is read elsewhere is in no reference and has no check; add it to Setting.java");
    }

    private static ArchRule errorsHaveNames() {
        return GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS
                .as("Nobody throws Exception, RuntimeException, Error or Throwable itself")
                .because(
                        "the caller could not tell what happened from what else may happen; throw a type whose javadoc says what"
                                + " to do about it");
    }

    private static ArchRule nobodyCatchesEverything() {
        return classes()
                .that(Conditions.in("dev.aftm..").and(Conditions.written()))
                .and()
                .areTopLevelClasses()
                .should(Conditions.nothingIsFound("catch what they can deal with", Sources::catchesOfEverything))
                .as("Nobody catches Throwable")
                .because(
                        "an Error, such as one of memory, must end the process, which the supervisor starts anew; catch what you"
                                + " can deal with");
    }

    private static ArchRule namesSayWhatAThingIs() {
        return noClasses()
                .that(Conditions.in("dev.aftm..").and(Conditions.written()))
                .should()
                .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Base|Abstract\\w*)")
                .as("No class is called Manager, Helper, Util, Impl or Base")
                .because(
                        "such a name fits anything, and so anything gathers in it; use the word of the field for what it is");
    }

    private static ArchRule classesAreFinal() {
        return classes()
                .that(Conditions.in("dev.aftm..").and(Conditions.written()))
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .areNotAssignableTo(Throwable.class)
                .should(Conditions.nothingIsFound(
                        "be final",
                        type -> Stream.of(type)
                                .filter(one -> !one.getModifiers().contains(JavaModifier.FINAL))
                                .filter(one -> !one.getModifiers().contains(JavaModifier.ABSTRACT))
                                .filter(one -> !one.isAssignableTo("com.sun.jna.Structure"))
                                .map(one -> "Class <" + one.getName() + "> can be inherited from")))
                .as("Classes are final")
                .because(
                        "one that was not made to be inherited from breaks whoever does; write final, and give what varies a port");
    }

    private static ArchRule fieldsArePrivate() {
        return fields().that()
                .areDeclaredInClassesThat(Conditions.in("dev.aftm..").and(Conditions.written()))
                .and()
                .areNotStatic()
                .and()
                .areDeclaredInClassesThat()
                .areNotAssignableTo("com.sun.jna.Structure")
                .should()
                .notBePublic()
                .andShould()
                .notBeProtected()
                .as("Fields are never public or protected")
                .because("whoever can set one from outside can break what its class promises; give it a method");
    }

    private static ArchRule publicIsWhatAnotherPackageUses() {
        return classes()
                .that(Conditions.in(
                                Layer.INFRASTRUCTURE.packages(), Layer.APP.packages(), "dev.aftm.interactor.usecase..")
                        .and(Conditions.written()))
                .and()
                .areTopLevelClasses()
                .and()
                .arePublic()
                .should(Conditions.nothingIsFound(
                        "be used by another package",
                        type -> Stream.of(type)
                                .filter(one -> one.getDirectDependenciesToSelf().stream()
                                        .noneMatch(use -> !use.getOriginClass()
                                                .getPackageName()
                                                .equals(type.getPackageName())))
                                .filter(one -> !isEntry(one))
                                .map(one -> "Class <" + one.getName() + "> is public, and no other package uses it")))
                .as("A class is public only where another package uses it")
                .because("everything public is a promise; leave the word public out");
    }

    /** What is begun by Java, made to be inherited from, or there for programs outside. */
    private static boolean isEntry(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.ABSTRACT)
                || FOR_PROGRAMS_OUTSIDE.contains(type.getSimpleName())
                || type.getMethods().stream()
                        .anyMatch(method -> method.getName().equals("main"));
    }

    private static ArchRule classesFitOnTwoScreens() {
        return classes()
                .that(Conditions.in("dev.aftm..").and(Conditions.written()))
                .and()
                .areTopLevelClasses()
                .should(Conditions.nothingIsFound("fit on two screens", Sources::tooLong))
                .as("No class has more than " + Sources.MOST_LINES + " lines of code")
                .because("a longer one has more than one thing to do; give one of them a class of its own");
    }
}
