package dev.aftm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.aftm.domain.planted.SleepsAndAssertsNothing;
import dev.aftm.infrastructure.planted.WritesOpenly;
import dev.aftm.interactor.port.killswitch.KillSwitchStore;
import dev.aftm.interactor.port.planted.FirstOfTwo;
import dev.aftm.interactor.port.planted.PromisesNothing;
import dev.aftm.interactor.port.planted.SecondOfTwo;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every port has a contract, and all that implement it run it. */
@Tag("rules")
final class ContractsTest {

    private static final int LEAST_TESTS = 80;

    private static final JavaClasses TESTS = new ClassFileImporter()
            .importPaths(Arrays.stream(Layer.values())
                    .map(layer -> Path.of("..", layer.module(), "target", "test-classes"))
                    .toList());

    @Test
    void every_implementation_runs_its_ports_contract() {
        assertThat(TESTS.stream().filter(type -> type.getSimpleName().endsWith("Test")))
                .hasSizeGreaterThan(LEAST_TESTS);
        assertThat(TESTS.contain(Contracts.STORED_FILES)).isTrue();
        assertThat(Contracts.missing(Product.CLASSES, TESTS)).isEmpty();
    }

    @Test
    void a_port_without_a_contract_is_told_of() {
        JavaClasses planted =
                new ClassFileImporter().importClasses(PromisesNothing.class, FirstOfTwo.class, SecondOfTwo.class);
        assertThat(Contracts.missing(planted, TESTS))
                .isEqualTo(List.of("Port <dev.aftm.interactor.port.planted.PromisesNothing> has no contract; write"
                        + " PromisesNothingContract, an interface of tests, and let the test of each implementation"
                        + " implement it: FirstOfTwo, SecondOfTwo"));
    }

    @Test
    void nothing_sleeps_and_nothing_is_mocked() {
        assertThat(TestRules.sleepOrMock(TESTS))
                .as("wait for a condition, with a bound; write a fake beside the contract")
                .isEmpty();
    }

    @Test
    void every_test_asserts_something() {
        assertThat(TestRules.assertNothing(TESTS)).isEmpty();
    }

    @Test
    void a_test_that_sleeps_and_asserts_nothing_is_found() {
        JavaClasses planted = new ClassFileImporter().importClasses(SleepsAndAssertsNothing.class);
        assertThat(TestRules.assertNothing(planted))
                .containsExactly("Test <dev.aftm.domain.planted.SleepsAndAssertsNothing.an_order_is_taken()> asserts"
                        + " nothing; say with assertThat what it must find");
        assertThat(TestRules.sleepOrMock(planted)).singleElement().asString().contains("TimeUnit.sleep");
    }

    @Test
    void a_store_whose_files_nobody_checks_is_found() {
        JavaClasses planted = new ClassFileImporter().importClasses(KillSwitchStore.class, WritesOpenly.class);
        assertThat(Contracts.missing(planted, TESTS))
                .contains("Class <dev.aftm.infrastructure.planted.WritesOpenly> stores in files; let its test implement"
                        + " StoredFilesContract as well");
    }
}
