package dev.aftm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.aftm.interactor.port.planted.FirstOfTwo;
import dev.aftm.interactor.port.planted.PromisesNothing;
import dev.aftm.interactor.port.planted.SecondOfTwo;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Every port has a contract, and all that implement it run it. */
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
        List<String> found = TESTS.stream()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(access -> (access.getName().equals("sleep")
                                && (access.getTargetOwner().isEquivalentTo(Thread.class)
                                        || access.getTargetOwner().isEquivalentTo(TimeUnit.class)))
                        || access.getTargetOwner().getPackageName().startsWith("org.mockito"))
                .map(access -> access.getDescription())
                .toList();
        assertThat(found)
                .as("waiting is for a condition, with a bound; fakes stand beside their contract")
                .isEmpty();
    }
}
