package dev.aftm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The product keeps the rules, and the rules look at something. */
final class ArchitectureTest {

    /** Fewer would mean that the import found something else than the product. */
    private static final int LEAST_CLASSES_A_LAYER = 10;

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

    @Test
    void the_class_that_has_a_rule_of_its_own_exists() {
        assertThat(Product.CLASSES.stream().map(JavaClass::getSimpleName)).contains("OrderExecutorGateway");
    }

    @Test
    void every_package_is_null_marked_and_explains_itself() throws IOException {
        Set<String> packages = Product.CLASSES.stream()
                .map(JavaClass::getPackage)
                .map(JavaPackage::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(packages).hasSizeGreaterThan(12);
        for (String name : packages) {
            JavaClass info = Product.CLASSES.get(name + ".package-info");
            assertThat(info.isAnnotatedWith(NullMarked.class)).as(name).isTrue();
            Path source = Path.of("..", Layer.of(info).module(), "src", "main", "java")
                    .resolve(name.replace('.', '/'))
                    .resolve("package-info.java");
            assertThat(Files.readString(source)).as(name).startsWith("/**");
        }
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
