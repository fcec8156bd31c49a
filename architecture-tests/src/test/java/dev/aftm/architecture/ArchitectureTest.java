package dev.aftm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The product keeps the rules, and the rules look at something. */
@Tag("rules")
final class ArchitectureTest {

    /** Fewer would mean that the import found something else than the product. */
    private static final int LEAST_CLASSES_A_LAYER = 40;

    private static final int LEAST_PACKAGES = 20;

    private static final List<String> RULE_FILES = List.of(
            "Contracts",
            "BehaviourRules",
            "CoreRules",
            "HabitRules",
            "Layer",
            "LayerRules",
            "Library",
            "PortRules",
            "SafetyRules",
            "ValueRules");
    private static final int LEAST_NAMES_IN_RULES = 60;

    @TestFactory
    Stream<DynamicTest> the_product_keeps_the_rule() {
        return Rules.all().entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(), () -> rule.getValue().check(Product.CLASSES)));
    }

    @Test
    void every_layer_was_imported() {
        for (Layer layer : Layer.values()) {
            assertThat(Product.CLASSES.stream()
                            .filter(type -> type.getPackageName().startsWith(layer.prefix()))
                            .count())
                    .as(layer.prefix())
                    .isGreaterThan(LEAST_CLASSES_A_LAYER);
        }
    }

    @Test
    void every_package_that_a_layer_may_use_is_used() {
        for (Layer layer : Layer.values()) {
            Set<String> used = Product.CLASSES.stream()
                    .filter(type -> type.getPackageName().startsWith(layer.prefix()))
                    .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                    .map(dependency -> dependency.getTargetClass().getPackageName())
                    .collect(Collectors.toSet());
            // Annotations that the compiler drops leave no trace in the class files.
            assertThat(layer.allowed())
                    .as("%s", layer)
                    .filteredOn(listed -> !listed.startsWith("org.jspecify.annotations"))
                    .allMatch(listed -> used.stream()
                            .anyMatch(packageName -> !packageName.isEmpty() && Layer.covers(listed, packageName)));
        }
    }

    @Test
    void every_room_of_a_library_is_used_for_it() {
        for (Library library : Library.values()) {
            for (String room : library.rooms()) {
                assertThat(Product.CLASSES.stream()
                                .filter(type -> Conditions.isIn(type, List.of(room)))
                                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                                .map(Dependency::getTargetClass))
                        .as("%s in %s", library, room)
                        .anyMatch(type -> Conditions.isIn(type, library.packages()));
            }
        }
    }

    /** A rule about what was renamed would pass for ever. */
    @Test
    void every_package_and_class_that_a_rule_names_exists() throws IOException {
        Set<String> packages =
                Product.CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        Set<String> names =
                Product.CLASSES.stream().map(JavaClass::getSimpleName).collect(Collectors.toSet());
        List<String> missing = new ArrayList<>();
        int found = 0;
        for (String file : RULE_FILES) {
            String source = Files.readString(Path.of("src/test/java/dev/aftm/architecture", file + ".java"))
                    .replaceAll("@SuppressWarnings\\([^)]*\\)", "");
            List<String> texts = matches("\"([^\"\\s]+)\"", source);
            for (String text : texts) {
                List<String> ofPackage = matches("^(dev\\.aftm(?:\\.[a-z]+)+)(?:\\.\\.)?$", text);
                ofPackage.stream()
                        .filter(name ->
                                packages.stream().noneMatch(one -> one.equals(name) || one.startsWith(name + ".")))
                        .forEach(missing::add);
                List<String> ofClasses =
                        text.startsWith("java") ? List.of() : matches("\\b([A-Z][a-z]+(?:[A-Z][a-z]+)+)\\b", text);
                // ContractsTest looks for contracts, which are tests.
                ofClasses.stream()
                        .filter(name -> !names.contains(name) && !name.endsWith("Contract"))
                        .forEach(missing::add);
                found += ofPackage.size() + ofClasses.size();
            }
        }
        assertThat(missing).isEmpty();
        assertThat(found).isGreaterThan(LEAST_NAMES_IN_RULES);
    }

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void there_are_packages_to_look_at() {
        assertThat(Product.CLASSES.stream().map(JavaClass::getPackageName).distinct())
                .hasSizeGreaterThan(LEAST_PACKAGES);
    }

    @Test
    void the_documentation_repeats_every_rule_with_its_reason() throws IOException {
        StringBuilder expected = new StringBuilder("""
                # The rules of the house

                <!-- Made from Rules.java; ArchitectureTest keeps it so. -->

                Each rule runs in `mvn verify` (module `architecture-tests`), and each has a planted violation there that
                it must catch.

                """);
        for (ArchRule rule : Rules.all().values()) {
            expected.append("- ").append(rule.getDescription()).append(".\n");
        }
        assertThat(Files.readString(Path.of("..", "docs", "rules.md"))).isEqualTo(expected.toString());
    }
}
