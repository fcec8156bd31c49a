package dev.aftm.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaWildcardType;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a port may look like. */
final class PortRules {

    private static final String[] PORTS = {"dev.aftm.interactor.port..", "dev.aftm.interactor.gateway.."};

    private static final List<String> SPOKEN_OF_AT_PORTS = List.of(
            "dev.aftm.domain",
            "dev.aftm.interactor.port",
            "dev.aftm.interactor.gateway",
            "java.math",
            "java.time",
            "java.nio.charset");

    private static final Set<String> PLAIN = Set.of(
            "java.lang.String",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Boolean",
            "java.lang.Runnable",
            "java.lang.AutoCloseable",
            "java.lang.Void",
            "java.util.Collection",
            "java.util.List",
            "java.util.Map",
            "java.util.Optional",
            "java.util.Set",
            "java.util.SortedMap",
            "java.util.concurrent.CompletableFuture",
            "java.util.function.BooleanSupplier",
            "java.util.function.Consumer",
            "java.util.function.LongSupplier",
            "java.util.function.Supplier");

    private PortRules() {}

    static void addTo(Map<String, ArchRule> rules) {
        rules.put("ports are interfaces and values", portsAreInterfacesAndValues());
        rules.put("ports speak of what is ours", portsSpeakOfWhatIsOurs());
        rules.put("ports explain themselves", portsExplainThemselves());
        rules.put("an absent value is no argument", anAbsentValueIsNoArgument());
    }

    private static ArchRule portsAreInterfacesAndValues() {
        return classes()
                .that(Conditions.in(PORTS).and(Conditions.written()))
                .should(Conditions.nothingIsFound(
                        "be interfaces or values",
                        type -> Stream.of(type)
                                .filter(one -> !isInterfaceOrValue(one))
                                .map(one -> "Class <" + one.getName()
                                        + "> is neither an interface, a record, an enum, a sealed type nor"
                                        + " an exception")))
                .as("Ports are interfaces; what goes through them is records, enums, sealed types and exceptions")
                .because(
                        "whoever implements or fakes a port must not have to inherit anything; put what it does into a use case"
                                + " or an adapter");
    }

    private static boolean isInterfaceOrValue(JavaClass type) {
        return type.isInterface()
                || type.isRecord()
                || type.isEnum()
                || type.isAssignableTo(Throwable.class)
                || type.reflect().isSealed();
    }

    private static ArchRule portsSpeakOfWhatIsOurs() {
        return classes()
                .that(Conditions.in(PORTS).and(Conditions.written()))
                .should(Conditions.nothingIsFound(
                        "speak of what is ours",
                        type -> type.getMethods().stream()
                                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                                .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                                .filter(method -> !method.getName().equals("equals"))
                                .filter(method ->
                                        !(type.isEnum() && method.getName().equals("values")))
                                .flatMap(PortRules::strangers)))
                .as(
                        "Ports speak of domain values, boundary records and plain types only: no Object, no array, no framework")
                .because(
                        "a Map<String, Object> or a library's type at a port is a contract that no compiler checks, and an array"
                                + " can be changed by both sides; make a record of it");
    }

    private static Stream<String> strangers(JavaMethod method) {
        List<JavaType> spoken = new ArrayList<>(method.getParameterTypes());
        spoken.add(method.getReturnType());
        return spoken.stream()
                .flatMap(PortRules::strangers)
                .distinct()
                .map(name -> "Method <" + method.getFullName() + "> speaks of <" + name + ">");
    }

    private static Stream<String> strangers(JavaType type) {
        if (type instanceof JavaWildcardType wildcard
                && wildcard.getLowerBounds().isEmpty()) {
            return wildcard.getUpperBounds().isEmpty()
                    ? Stream.of("?")
                    : wildcard.getUpperBounds().stream().flatMap(PortRules::strangers);
        }
        if (type instanceof JavaParameterizedType parameterized) {
            return Stream.concat(
                    strangers(type.toErasure()),
                    parameterized.getActualTypeArguments().stream().flatMap(PortRules::strangers));
        }
        return strangers(type.toErasure());
    }

    private static Stream<String> strangers(JavaClass type) {
        boolean isOurs =
                type.isPrimitive() || PLAIN.contains(type.getName()) || Conditions.isIn(type, SPOKEN_OF_AT_PORTS);
        return type.isArray() || !isOurs ? Stream.of(type.getName()) : Stream.empty();
    }

    private static ArchRule portsExplainThemselves() {
        return classes()
                .that(Conditions.in(PORTS).and(Conditions.written()))
                .and()
                .areTopLevelClasses()
                .should(Conditions.nothingIsFound("explain themselves", Sources::unexplained))
                .as(
                        "Every type at a port, and every method that somebody has to implement, has a comment that says what it is")
                .because(
                        "whoever implements it knows nothing else: say what it does, on which thread, in which units, and what"
                                + " an error means to the caller");
    }

    private static ArchRule anAbsentValueIsNoArgument() {
        return classes()
                .that(Conditions.in("dev.aftm..").and(Conditions.written()))
                .should(Conditions.nothingIsFound(
                        "keep no Optional, and take none at a port",
                        type -> Stream.concat(
                                type.getFields().stream()
                                        .filter(field -> field.getRawType().isEquivalentTo(Optional.class))
                                        .map(field -> "Field <" + field.getFullName() + "> is an Optional"),
                                type.getMethods().stream()
                                        .filter(method -> Conditions.in(PORTS).test(type)
                                                && method.getModifiers().contains(JavaModifier.PUBLIC))
                                        .filter(method -> method.getRawParameterTypes().stream()
                                                .anyMatch(one -> one.isEquivalentTo(Optional.class)))
                                        .map(method -> "Method <" + method.getFullName() + "> takes an Optional"))))
                .as("Optional is a result, never a field, nor a parameter at a port")
                .because(
                        "there it is three things, since it can be null as well; use @Nullable, which NullAway checks");
    }
}
