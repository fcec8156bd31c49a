package dev.aftm.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition;
import com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Who may know whom. */
final class LayerRules {

    static final Path DIAGRAM = Path.of("..", "docs", "architecture.puml");

    private LayerRules() {}

    static void addTo(Map<String, ArchRule> rules) {
        rules.put("nothing stands outside the layers", nothingOutsideTheLayers());
        for (Layer layer : Layer.values()) {
            rules.put(layer.prefix() + " uses only what is listed for it", usesOnlyWhatIsListed(layer));
        }
        rules.put("every library has its rooms", everyLibraryHasItsRooms());
        rules.put("the diagram is true", theDiagramIsTrue());
        rules.put("adapters do not know each other", adaptersDoNotKnowEachOther());
        rules.put("Dagger lives in app alone", daggerLivesInAppAlone());
        rules.put("what is injected comes through constructors", whatIsInjectedComesThroughConstructors());
        rules.put("native code is reached from one package", nativeCodeIsReachedFromOnePackage());
        rules.put("packages form no cycles", packagesFormNoCycles());
        rules.put("OrderExecutorGateway knows the domain alone", executorKnowsTheDomainAlone());
    }

    private static ArchRule nothingOutsideTheLayers() {
        String[] layers = Arrays.stream(Layer.values()).map(Layer::packages).toArray(String[]::new);
        return classes()
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

    private static ArchRule everyLibraryHasItsRooms() {
        return classes()
                .that()
                .resideInAnyPackage(Layer.INFRASTRUCTURE.packages(), Layer.APP.packages())
                .should(Library.beUsedInTheirRooms())
                .as("Every library is used in its own packages only, which Library.java lists")
                .because("a library that is known in one place can be replaced there; put the class into one of these"
                        + " packages, or give what it needs a port");
    }

    private static ArchRule theDiagramIsTrue() {
        return classes()
                .that()
                .resideInAPackage("dev.aftm..")
                .should(PlantUmlArchCondition.adhereToPlantUmlDiagram(
                        DIAGRAM, Configuration.consideringOnlyDependenciesInAnyPackage("dev.aftm..")))
                .as("Packages know each other as docs/architecture.puml draws it")
                .because("a diagram that is not true is worse than none; draw the new arrow where it is meant, or turn"
                        + " the dependency round");
    }

    private static ArchRule adaptersDoNotKnowEachOther() {
        return slices().matching("dev.aftm.infrastructure.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAPackage("dev.aftm.infrastructure.event"))
                .ignoreDependency(alwaysTrue(), resideInAPackage("dev.aftm.infrastructure.monitor"))
                .ignoreDependency(alwaysTrue(), resideInAPackage("dev.aftm.infrastructure.sqlite"))
                .ignoreDependency(alwaysTrue(), resideInAPackage("dev.aftm.infrastructure.files"))
                .ignoreDependency(alwaysTrue(), resideInAPackage("dev.aftm.infrastructure.secret"))
                .as("Adapters do not know each other")
                .because("each can be replaced by itself; what two of them share is a port in interactor"
                        + " (dev.aftm.infrastructure.event, files, monitor, sqlite and secret, which encode events, judge the"
                        + " system's health and handle files and secrets, are no adapters)");
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

    private static ArchRule whatIsInjectedComesThroughConstructors() {
        return noFields()
                .should()
                .beAnnotatedWith("javax.inject.Inject")
                .as("Nothing is injected into fields")
                .because("whoever makes the object without the container would not know what it lacks; take it in the"
                        + " constructor");
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
                        + " docs/adr/0001-order-executor-gateway-in-the-domain.md");
    }
}
