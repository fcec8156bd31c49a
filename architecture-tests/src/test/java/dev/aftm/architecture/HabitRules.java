package dev.aftm.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** How classes are written here. */
final class HabitRules {

    /** The client's library, and the way in for another wiring, such as that of the benchmarks. */
    private static final Set<String> FOR_PROGRAMS_OUTSIDE = Set.of("OrderSubscription", "ExchangeFactory");

    private static final Set<String> NAMELESS =
            Set.of("java.lang.Throwable", "java.lang.Exception", "java.lang.RuntimeException", "java.lang.Error");

    /** What Java itself tells, of the machine and of where it stands, is no setting. */
    private static final String OWN_PROPERTY =
            ".*(System\\.getProperty|Boolean\\.getBoolean|Integer\\.getInteger|Long\\.getLong)\\((?!\"(os|java)\\.).*";

    private static final int MOST_CLASSES_IN_A_PACKAGE = 20;

    /** The model of crashes inherits from it, to plant faults that no port could. */
    private static final String WITH_PLANTED_FAULTS = "OrderJournal";

    private HabitRules() {}

    static void addTo(Map<String, ArchRule> rules) {
        rules.put("nothing is printed bare", nothingIsPrintedBare());
        rules.put("nobody sleeps but the port", nobodySleeps());
        rules.put("only the command line ends the process", onlyTheCommandLineEndsTheProcess());
        rules.put("settings are read in one place", settingsAreReadInOnePlace());
        rules.put("errors have names", errorsHaveNames());
        rules.put("nobody catches everything", nobodyCatchesEverything());
        rules.put("what Java has replaced is not used", whatJavaHasReplacedIsNotUsed());
        rules.put("names say what a thing is", namesSayWhatAThingIs());
        rules.put("classes are final", classesAreFinal());
        rules.put("fields are private", fieldsArePrivate());
        rules.put("every package explains itself", everyPackageExplainsItself());
        rules.put("no package is crowded", noPackageIsCrowded());
        rules.put("public is what another package uses", publicIsWhatAnotherPackageUses());
        rules.put("classes fit on two screens", classesFitOnTwoScreens());
    }

    private static ArchRule nothingIsPrintedBare() {
        return noClasses()
                .that()
                .resideInAPackage("dev.aftm..")
                .and()
                .resideOutsideOfPackages("dev.aftm.app.cli..", "dev.aftm.app.terminal..")
                .and()
                .doNotHaveSimpleName("ProcessLifecycle")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .as("Only the command line prints (and ProcessLifecycle, which tells the supervisor that it is ready)")
                .because("everything else has a logger or a listener, where text from outside is escaped");
    }

    private static ArchRule nobodySleeps() {
        return classes()
                .that()
                .resideInAPackage("dev.aftm..")
                .and()
                .haveNameNotMatching(".*\\.(ThreadSleeper|GatewayConnection|ProcessManagerService|SseClients)")
                .should(Conditions.nothingIsFound(
                        "put no thread to sleep",
                        type -> Conditions.calls(
                                type,
                                call -> call.getName().equals("sleep")
                                        && (call.getTargetOwner().isAssignableTo(Thread.class)
                                                || call.getTargetOwner().isEquivalentTo(TimeUnit.class)))))
                .as(
                        "Only ThreadSleeper, GatewayConnection, ProcessManagerService and SseClients put a thread to sleep, each its own")
                .because(
                        "a thread that sleeps answers nobody and makes its tests slow; take the port Sleeper, or a timer");
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
        return classes()
                .that(Conditions.in("dev.aftm..").and(Conditions.written()))
                .and()
                .resideOutsideOfPackages("dev.aftm.infrastructure.config..", Layer.APP.packages())
                .should(Conditions.nothingIsFound(
                        "read no settings",
                        type -> Stream.concat(
                                Conditions.calls(
                                        type,
                                        call -> call.getName().equals("getenv")
                                                && !type.getSimpleName().equals("PrivateFiles")),
                                type.isTopLevelClass() ? Sources.saying(type, OWN_PROPERTY) : Stream.empty())))
                .as(
                        "Only the configuration and app read the environment (and PrivateFiles, what a service manager says of a file),"
                                + " and nobody else properties of our own")
                .because(
                        "a setting that is read elsewhere is in no reference and has no check; add it to Setting.java");
    }

    private static ArchRule errorsHaveNames() {
        return classes()
                .that(Conditions.in("dev.aftm..").and(Conditions.written()))
                .should(Conditions.nothingIsFound(
                        "throw what has a name",
                        type -> Stream.concat(
                                Conditions.calls(
                                        type,
                                        call -> call.getName().equals("<init>")
                                                && NAMELESS.contains(
                                                        call.getTargetOwner().getName())
                                                && !type.isAssignableTo(Throwable.class)),
                                type.getCodeUnits().stream()
                                        .filter(code -> !code.getModifiers().contains(JavaModifier.SYNTHETIC))
                                        .flatMap(code -> code.getThrowsClause().getTypes().stream()
                                                .map(JavaClass::getName)
                                                .filter(NAMELESS::contains)
                                                .map(name -> "Method <" + code.getFullName() + "> declares <" + name
                                                        + ">")))))
                .as("Nobody throws Exception, RuntimeException, Error or Throwable itself, or says that it may")
                .because(
                        "the caller could not tell what happened from what else may happen; throw a type whose javadoc says what"
                                + " to do about it");
    }

    private static ArchRule nobodyCatchesEverything() {
        return classes()
                .that(Conditions.in("dev.aftm..").and(Conditions.written()))
                .and()
                .areTopLevelClasses()
                .should(Conditions.nothingIsFound(
                        // What the compiler adds for resources is in the class files, so these are not asked.
                        "catch what they can deal with",
                        type -> Sources.saying(type, ".*catch \\((final )?(Throwable|Error) .*")))
                .as("Nobody catches Throwable")
                .because(
                        "an Error, such as one of memory, must end the process, which the supervisor starts anew; catch what you"
                                + " can deal with");
    }

    private static ArchRule namesSayWhatAThingIs() {
        return noClasses()
                .that(Conditions.in("dev.aftm..").and(Conditions.written()))
                .should()
                .haveNameMatching(".*(Manager|Helper|Util|Impl|Base)s?|.*\\.Abstract\\w*")
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
                                .filter(one -> !one.getSimpleName().equals(WITH_PLANTED_FAULTS))
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

    private static ArchRule noPackageIsCrowded() {
        return classes()
                .that(Conditions.in("dev.aftm..").and(Conditions.written()))
                .should(Conditions.nothingIsFound(
                        "stand in a package of " + MOST_CLASSES_IN_A_PACKAGE + " classes or fewer",
                        HabitRules::crowdedPackage))
                .as("No package has more than " + MOST_CLASSES_IN_A_PACKAGE + " classes")
                .because(
                        "a reader takes in a list that fits on one screen; find the two subjects in it, and give one of them"
                                + " a package of its own");
    }

    /** Said once for each package, at the class that comes first by name. */
    private static Stream<String> crowdedPackage(JavaClass type) {
        List<String> names = type.getPackage().getClasses().stream()
                .filter(one -> one.isTopLevelClass() && !one.getSimpleName().equals("package-info"))
                .filter(one -> !Conditions.isGenerated(one))
                .map(JavaClass::getSimpleName)
                .sorted()
                .toList();
        return names.size() > MOST_CLASSES_IN_A_PACKAGE && names.get(0).equals(type.getSimpleName())
                ? Stream.of("Package <" + type.getPackageName() + "> has " + names.size() + " classes")
                : Stream.empty();
    }

    private static ArchRule publicIsWhatAnotherPackageUses() {
        return classes()
                .that(Conditions.in(
                                Layer.INFRASTRUCTURE.packages(),
                                Layer.APP.packages(),
                                "dev.aftm.interactor.backtest..",
                                "dev.aftm.interactor.execution..",
                                "dev.aftm.interactor.intake..",
                                "dev.aftm.interactor.order..",
                                "dev.aftm.interactor.position..",
                                "dev.aftm.interactor.queue..",
                                "dev.aftm.interactor.reconciliation..",
                                "dev.aftm.interactor.risk..",
                                "dev.aftm.interactor.session..",
                                "dev.aftm.interactor.snapshot..",
                                "dev.aftm.interactor.trading..")
                        .and(Conditions.written()))
                .and()
                .areTopLevelClasses()
                .and()
                .arePublic()
                .should(Conditions.nothingIsFound(
                        "be used by another package",
                        type -> Stream.of(type)
                                .filter(one -> !isUsedByAnotherPackage(one))
                                .filter(one -> !isEntry(one) && !holdsConstantsOnly(one))
                                .map(one -> "Class <" + one.getName() + "> is public, and no other package uses it")))
                .as("A class is public only where another package uses it")
                .because("everything public is a promise; leave the word public out");
    }

    /** The class itself, or a type inside it. */
    private static boolean isUsedByAnotherPackage(JavaClass type) {
        return type.getPackage().getClasses().stream()
                .filter(one -> one == type || one.getName().startsWith(type.getName() + "$"))
                .flatMap(one -> one.getDirectDependenciesToSelf().stream())
                .anyMatch(use -> !use.getOriginClass().getPackageName().equals(type.getPackageName()));
    }

    /** The compiler copies constants, so that their use leaves no trace. */
    private static boolean holdsConstantsOnly(JavaClass type) {
        return type.getMethods().isEmpty()
                && !type.getFields().isEmpty()
                && type.getFields().stream()
                        .allMatch(field -> field.getModifiers().contains(JavaModifier.STATIC));
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

    private static ArchRule whatJavaHasReplacedIsNotUsed() {
        return noClasses()
                .that()
                .resideInAPackage("dev.aftm..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.util\\.(Date|Calendar|GregorianCalendar|TimeZone|Vector|Hashtable|Stack|Timer)")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "java.text..")
                .as(
                        "Nobody uses what Java has replaced: Date, Calendar, Vector, Hashtable, Stack, Timer, java.util.logging")
                .because(
                        "they can be changed by whoever holds them, lock, or write past our log; use java.time, the newer"
                                + " collections, an executor, SLF4J");
    }

    private static ArchRule everyPackageExplainsItself() {
        return classes()
                .that(Conditions.in("dev.aftm..").and(Conditions.written()))
                .and()
                .areTopLevelClasses()
                .should(Conditions.nothingIsFound(
                        "be in a package that explains itself",
                        type -> Stream.of(type)
                                .filter(one -> !isExplained(one))
                                .map(one -> "Package <" + one.getPackageName()
                                        + "> has no package-info.java that says what"
                                        + " it is for and is @NullMarked; needed for class <" + one.getName() + ">")))
                .as(
                        "Every package has a package-info.java that says in a sentence or two what it is for, and is @NullMarked")
                .because(
                        "a reader begins there, and NullAway checks nothing where it is missing; write one, or put the class"
                                + " into a package that has");
    }

    private static boolean isExplained(JavaClass type) {
        return type.getPackage()
                        .tryGetPackageInfo()
                        .map(info -> info.isAnnotatedWith(NullMarked.class))
                        .orElse(false)
                && Sources.hasPackageComment(type);
    }
}
