package dev.aftm.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules of the house. Each says why; {@code docs/rules.md} repeats it, and a test keeps the two equal. */
final class Rules {

    private static final List<String> FLOATING_POINT =
            List.of("float", "double", "java.lang.Float", "java.lang.Double");

    private Rules() {}

    /** All rules by their names, in the order of the documentation. */
    static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("nothing stands outside the layers", nothingOutsideTheLayers());
        for (Layer layer : Layer.values()) {
            rules.put(layer.prefix() + " uses only what is listed for it", usesOnlyWhatIsListed(layer));
        }
        rules.put("adapters do not know each other", adaptersDoNotKnowEachOther());
        rules.put("Dagger lives in app alone", daggerLivesInAppAlone());
        rules.put("native code is reached from one package", nativeCodeIsReachedFromOnePackage());
        rules.put("packages form no cycles", packagesFormNoCycles());
        rules.put("OrderExecutorGateway knows the domain alone", executorKnowsTheDomainAlone());
        rules.put("no floating point in the core", noFloatingPointInTheCore());
        rules.put("the core has no clock of its own", theCoreHasNoClock());
        rules.put("nothing is printed bare", nothingIsPrintedBare());
        rules.put("credentials belong to the gateway alone", credentialsBelongToTheGatewayAlone());
        rules.put("the supervisor has no native code", theSupervisorHasNoNativeCode());
        return rules;
    }

    private static ArchRule nothingOutsideTheLayers() {
        String[] layers = Arrays.stream(Layer.values()).map(Layer::packages).toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage("dev.aftm..")
                .should()
                .resideInAnyPackage(layers)
                .as("Every class lies in one of the four layers")
                .because("what lies outside them is bound by no rule; put it into the layer whose job it does");
    }

    private static ArchRule usesOnlyWhatIsListed(Layer layer) {
        return classes()
                .that()
                .resideInAPackage(layer.packages())
                .should(onlyDependOnClassesThat(layer.mayUse()))
                .as("Classes in " + layer.prefix() + " use only what is listed for it in Layer.java")
                .because("dependencies point inwards (app, infrastructure, interactor, domain), and a new library is a"
                        + " decision: list it there and in docs/dependencies.md, or define a port");
    }

    private static ArchRule adaptersDoNotKnowEachOther() {
        return slices().matching("dev.aftm.infrastructure.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAPackage("dev.aftm.infrastructure.sqlite"))
                .ignoreDependency(alwaysTrue(), resideInAPackage("dev.aftm.infrastructure.files"))
                .as("Adapters do not know each other")
                .because("each can be replaced by itself; what two of them share is a port in interactor"
                        + " (the handling of files, in dev.aftm.infrastructure.files and dev.aftm.infrastructure.sqlite,"
                        + " is no adapter)");
    }

    private static ArchRule daggerLivesInAppAlone() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(Layer.APP.packages())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dagger..", "javax.inject..")
                .as("Only classes in dev.aftm.app use Dagger")
                .because("everything else is made by plain constructors, so that it can be used and tested without a"
                        + " container");
    }

    private static ArchRule nativeCodeIsReachedFromOnePackage() {
        return noClasses()
                .that()
                .resideOutsideOfPackage("dev.aftm.infrastructure.dll..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.jna..")
                .as("Only classes in dev.aftm.infrastructure.dll use JNA")
                .because("what is native can bring the process down, so it is kept in one place that is read with care;"
                        + " give the exchange a port, or the C interface a function");
    }

    private static ArchRule packagesFormNoCycles() {
        return slices().matching("dev.aftm.(**)")
                .should()
                .beFreeOfCycles()
                .as("Packages form no cycles")
                .because("packages in a cycle can only be understood and changed all together; move the class that"
                        + " closes the circle");
    }

    private static ArchRule executorKnowsTheDomainAlone() {
        return noClasses()
                .that()
                .haveSimpleName("OrderExecutorGateway")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.aftm..").and(not(resideInAPackage("dev.aftm.domain.."))))
                .as("OrderExecutorGateway knows the domain alone")
                .because("it is handed its way to the gateway as the port OrderSubmission; see"
                        + " docs/adr/0001-order-executor-gateway-stands-in-the-domain.md");
    }

    private static ArchRule noFloatingPointInTheCore() {
        return classes()
                .that()
                .resideInAnyPackage(Layer.DOMAIN.packages(), Layer.INTERACTOR.packages())
                .should(haveNoFloatingPoint())
                .as("Classes in domain and interactor have no floating-point fields, parameters or results")
                .because("0.1 + 0.2 is not 0.3 in binary, and money must add up; use BigDecimal or scaled integers");
    }

    private static ArchRule theCoreHasNoClock() {
        return noClasses()
                .that()
                .resideInAnyPackage(Layer.DOMAIN.packages(), Layer.INTERACTOR.packages())
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .as("Classes in domain and interactor have neither clock nor chance of their own")
                .because("tests must be able to set the time and repeat a run; take the port Clock, or a value");
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

    private static ArchRule credentialsBelongToTheGatewayAlone() {
        return classes()
                .that(areComponentsOtherThan("DaggerGatewayProcessComponent"))
                .should(notReach("dev.aftm.infrastructure.credential"))
                .as("No process but the gateway's can reach credentials, through whatever classes")
                .because(
                        "a secret that a process cannot even name cannot leak from it; give the other processes what they"
                                + " need through get_session");
    }

    private static ArchRule theSupervisorHasNoNativeCode() {
        return classes()
                .that(areComponentsOtherThan(
                        "DaggerGatewayProcessComponent",
                        "DaggerStrategyProcessComponent",
                        "DaggerOrderExecutorProcessComponent",
                        "DaggerReplayComponent"))
                .should(notReach("com.sun.jna", "org.sqlite"))
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

    private static ArchCondition<JavaClass> notReach(String... packages) {
        return new ArchCondition<>("not reach " + String.join(", ", packages)) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getTransitiveDependenciesFromSelf()) {
                    String target = dependency.getTargetClass().getPackageName();
                    boolean isReached = Arrays.stream(packages)
                            .anyMatch(name -> target.equals(name) || target.startsWith(name + "."));
                    if (isReached) {
                        events.add(SimpleConditionEvent.violated(
                                type, "<" + type.getName() + "> reaches it: " + dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static ArchCondition<JavaClass> haveNoFloatingPoint() {
        return new ArchCondition<>("have no floating point") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaField field : type.getFields()) {
                    report(events, field.getRawType(), "Field <" + field.getFullName() + ">", type);
                }
                for (JavaMethod method : type.getMethods()) {
                    report(events, method.getRawReturnType(), "Method <" + method.getFullName() + ">", type);
                    for (JavaClass parameter : method.getRawParameterTypes()) {
                        report(events, parameter, "Method <" + method.getFullName() + ">", type);
                    }
                }
            }
        };
    }

    private static void report(ConditionEvents events, JavaClass type, String what, JavaClass owner) {
        if (FLOATING_POINT.contains(type.getBaseComponentType().getName())) {
            events.add(SimpleConditionEvent.violated(owner, what + " has type <" + type.getName() + ">"));
        }
    }
}
