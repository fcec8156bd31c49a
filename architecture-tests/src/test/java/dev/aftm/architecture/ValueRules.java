package dev.aftm.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

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
import java.util.stream.Stream;

/** What keeps values as they are, and figures exact. */
final class ValueRules {

    private static final List<String> FLOATING_POINT =
            List.of("float", "double", "java.lang.Float", "java.lang.Double");

    /** Whose figures are for people, and need not be exact. */
    private static final List<String> FIGURES =
            List.of("GatewayGauges", "HealthCheckHandler", "PrometheusMetrics", "SyntheticTape");

    private static final Set<String> CHANGEABLE =
            Set.of("java.util.Date", "java.util.Calendar", "java.util.BitSet", "java.lang.StringBuilder");

    private ValueRules() {}

    static void addTo(Map<String, ArchRule> rules) {
        rules.put("no floating point in the core", noFloatingPointInTheCore());
        rules.put("floating point is for figures alone", floatingPointIsForFiguresAlone());
        rules.put("decimals are compared, not equal", decimalsAreCompared());
        rules.put("records cannot be changed", recordsCannotBeChanged());
        rules.put("nothing static can be changed", nothingStaticCanBeChanged());
    }

    private static ArchRule noFloatingPointInTheCore() {
        return classes()
                .that(Conditions.in(Layer.DOMAIN.packages(), Layer.INTERACTOR.packages()))
                .should(Conditions.nothingIsFound("have no floating point", ValueRules::floatingPoint))
                .as(
                        "Classes in domain and interactor have no floating-point fields, parameters or results, and call none")
                .because("0.1 + 0.2 is not 0.3 in binary, and money must add up; use BigDecimal or scaled integers");
    }

    private static ArchRule floatingPointIsForFiguresAlone() {
        return classes()
                .that(Conditions.in(Layer.INFRASTRUCTURE.packages(), Layer.APP.packages())
                        .and(Conditions.written()))
                .and()
                .haveNameNotMatching(".*\\.(" + String.join("|", FIGURES) + ")(\\$.*)?")
                .should(Conditions.nothingIsFound("have no floating point", ValueRules::floatingPoint))
                .as("Elsewhere only " + String.join(", ", FIGURES) + " have floating-point numbers")
                .because(
                        "theirs are figures for people, and prices of a market that is made up; what is a price, a quantity or"
                                + " money stays a BigDecimal or a scaled integer on its way through files and sockets as well");
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
                        type -> type.getAccessesFromSelf().stream()
                                .filter(call -> call.getTargetOwner().isEquivalentTo(BigDecimal.class)
                                        && call.getName().equals("equals"))
                                .map(JavaAccess::getDescription)))
                .as("Decimals are compared, and never asked whether they are equal")
                .because("17300 and 17300.0 are one price but not equal as BigDecimal; use compareTo");
    }

    private static ArchRule recordsCannotBeChanged() {
        return classes()
                .that()
                .areRecords()
                .and()
                .areNotPrivate()
                .and()
                .resideInAnyPackage(Layer.DOMAIN.packages(), Layer.INTERACTOR.packages())
                .should(Conditions.nothingIsFound("copy what they are given", ValueRules::uncopied))
                .as(
                        "Records in domain and interactor that others see copy the collections they are given, and hold nothing that can be changed")
                .because(
                        "a record whose list somebody else can change is no value; use List.copyOf, Set.copyOf or Map.copyOf"
                                + " in its constructor");
    }

    private static Stream<String> uncopied(JavaClass type) {
        List<JavaField> components = type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .toList();
        long copies = type.getConstructors().stream()
                .flatMap(constructor -> constructor.getCallsFromSelf().stream())
                .filter(call -> call.getName().equals("copyOf")
                        || call.getName().startsWith("unmodifiable")
                        || call.getName().equals("toList"))
                .count();
        List<JavaField> collections =
                components.stream().filter(ValueRules::isCollection).toList();
        return components.stream()
                .filter(field -> field.getRawType().isArray()
                        || CHANGEABLE.contains(field.getRawType().getName())
                        || field.getRawType().getName().startsWith("java.util.concurrent.atomic.")
                        || (isCollection(field) && copies < collections.size()))
                .map(field -> "Field <" + field.getFullName() + "> can be changed from outside");
    }

    private static boolean isCollection(JavaField field) {
        return field.getRawType().isAssignableTo(Collection.class)
                || field.getRawType().isAssignableTo(Map.class);
    }

    private static ArchRule nothingStaticCanBeChanged() {
        return classes()
                .that(Conditions.in("dev.aftm..").and(Conditions.written()))
                .and()
                .doNotHaveSimpleName("LibraryHandle")
                .should(Conditions.nothingIsFound("have nothing static that can be changed", ValueRules::changeable))
                .as("Static fields are final and hold nothing that can be changed"
                        + " (but for LibraryHandle, which knows that a process has one library)")
                .because(
                        "state that is everybody's cannot be tested or owned by one thread; make it a field of an object that"
                                + " the wiring hands on");
    }

    private static Stream<String> changeable(JavaClass type) {
        boolean makesCollections = type.getStaticInitializer()
                .map(code -> code.getConstructorCallsFromSelf().stream()
                        .map(JavaAccess::getTargetOwner)
                        .anyMatch(made -> made.isAssignableTo(Collection.class) || made.isAssignableTo(Map.class)))
                .orElse(false);
        return type.getFields().stream()
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL)
                        || field.getRawType().getName().startsWith("java.util.concurrent.atomic.")
                        || field.getRawType().isAssignableTo(ThreadLocal.class)
                        || CHANGEABLE.contains(field.getRawType().getName())
                        || (makesCollections && isCollection(field)))
                .map(field -> "Field <" + field.getFullName() + "> can be changed by everybody");
    }
}
