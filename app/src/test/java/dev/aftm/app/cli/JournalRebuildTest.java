package dev.aftm.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.infrastructure.history.SqliteHistoryStore;
import dev.aftm.infrastructure.journal.FileEventLog;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.store.EventLogContract;
import dev.aftm.interactor.port.store.HistoryStore;
import dev.aftm.interactor.port.store.OrderKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import picocli.CommandLine;

/** Runs {@code journal rebuild} as a person does. */
@ResourceLock(Resources.SYSTEM_OUT)
final class JournalRebuildTest {

    private static final int EVENTS = EventLogContract.everyKind().size();

    @TempDir
    private Path data = Path.of("");

    private record Run(int exitCode, String out, String err) {}

    private Run rebuild(String... options) {
        StringWriter err = new StringWriter();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CommandLine commandLine = Aftm.commandLine().setErr(new PrintWriter(err));
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            String[] arguments = new String[options.length + 4];
            System.arraycopy(new String[] {"journal", "rebuild", "--data-dir", data.toString()}, 0, arguments, 0, 4);
            System.arraycopy(options, 0, arguments, 4, options.length);
            int exitCode = commandLine.execute(arguments);
            return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString());
        } finally {
            System.setOut(before);
        }
    }

    private FileEventLog journal() {
        return new FileEventLog(data.resolve("journal"), false);
    }

    private void assertDerived(int events) {
        try (HistoryStore history = new SqliteHistoryStore(data.resolve("history.db"))) {
            assertThat(history.head().position()).isEqualTo(events);
            assertThat(history.find(new OrderKey(Orders.ACCOUNT, "request-1")).events())
                    .hasSize(16);
        }
    }

    @Test
    void the_history_is_derived_from_the_journal() throws IOException {
        try (FileEventLog journal = journal()) {
            var unused = journal.append(EventLogContract.TIME, EventLogContract.everyKind());
        }
        Run run = rebuild();
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .isEqualToNormalizingNewlines("The history " + data.resolve("history.db") + " was derived anew: "
                        + EVENTS + " events, 2 orders, cancels and replacements.\n");
        assertDerived(EVENTS);
        Files.writeString(data.resolve("history.db"), "damaged");
        assertThat(rebuild("--json").out()).contains("\"events\":" + EVENTS).contains("\"requests\":2");
        assertDerived(EVENTS);
    }

    @Test
    void the_history_lies_beside_the_journal() {
        Path elsewhere = data.resolve("elsewhere");
        try (FileEventLog journal = new FileEventLog(elsewhere.resolve("log"), false)) {
            var unused = journal.append(EventLogContract.TIME, EventLogContract.everyKind());
        }
        assertThat(rebuild("--set", "DLL_GATEWAY_JOURNAL=file:" + elsewhere.resolve("log"))
                        .exitCode())
                .isZero();
        assertThat(elsewhere.resolve("log-history.db")).exists();
        assertThat(data.resolve("history.db")).doesNotExist();
    }

    @Test
    void a_running_gateway_keeps_its_history() throws IOException {
        try (FileEventLog journal = journal()) {
            var unused = journal.append(EventLogContract.TIME, EventLogContract.everyKind());
            Files.writeString(data.resolve("history.db"), "in use");
            Run run = rebuild();
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .contains("is in use by another gateway; stop that gateway")
                    .hasLineCount(1);
            assertThat(data.resolve("history.db")).hasContent("in use");
        }
    }

    @Test
    void without_a_journal_nothing_is_made() {
        Run run = rebuild();
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("There is no journal at").hasLineCount(1);
        assertThat(data).isEmptyDirectory();
    }
}
