package dev.aftm.interactor.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Checks that the model catches each planted fault within 5,000 runs; prints a table with the run that did. */
final class PlantedFaultTest {

    private static final int MOST_LIVES = 5_000;
    private static final int STEPS = 40;

    /** @return the run that shows the fault, and its violation */
    private static Optional<String> caught(PlantedFault fault) {
        for (int life = 1; life <= MOST_LIVES; life++) {
            Optional<String> violation = GatewayCrashModel.violation(life, STEPS, fault.wiring());
            if (violation.isPresent()) {
                return Optional.of("run " + life + ": "
                        + violation.get().lines().findFirst().orElse(""));
            }
        }
        return Optional.empty();
    }

    @Test
    @SuppressWarnings("SystemOut") // The table is for readers of the build log.
    void each_planted_fault_is_caught() {
        List<String> missed = new ArrayList<>();
        StringBuilder table =
                new StringBuilder(String.format("%nPlanted faults, and the violations that the model finds:%n"));
        for (PlantedFault fault : PlantedFault.values()) {
            Optional<String> caught = caught(fault);
            table.append(String.format("  %-45s %s%n", fault, caught.orElse("NOT CAUGHT: " + fault.mistake())));
            if (caught.isEmpty()) {
                missed.add(fault.name());
            }
        }
        System.out.println(table);
        assertThat(missed).isEmpty();
        assertThat(PlantedFault.values()).hasSize(30);
    }
}
