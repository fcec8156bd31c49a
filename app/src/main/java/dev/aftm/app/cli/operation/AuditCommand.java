package dev.aftm.app.cli.operation;

import dev.aftm.app.cli.option.SettingsOptions;
import dev.aftm.app.terminal.ExitCodes;
import dev.aftm.app.terminal.JsonDocuments;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.config.ConfigurationException;
import dev.aftm.infrastructure.files.PrivateFiles;
import dev.aftm.infrastructure.journal.audit.AuditEvent;
import dev.aftm.infrastructure.journal.audit.JournalAudit;
import dev.aftm.interactor.port.store.JournalException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Inspect the journal: every order, outcome, report and login, chained by hashes. Works with or"
                + " without a"
                + " running gateway, and changes nothing.",
        subcommands = {
            AuditCommand.Verify.class,
            AuditCommand.Show.class,
            AuditCommand.Head.class,
            AuditCommand.Export.class
        })
public final class AuditCommand {

    /** Base class of the subcommands. */
    abstract static class Step implements Callable<Integer> {

        @Mixin
        private SettingsOptions settingsOptions = new SettingsOptions();

        /** Runs the subcommand and returns the exit code. */
        abstract int perform(JournalAudit audit, Terminal terminal) throws IOException;

        @Override
        public final Integer call() throws IOException {
            try {
                return perform(JournalAudit.open(settingsOptions.load().journal()), Terminal.standard());
            } catch (JournalException e) {
                Terminal.errors().line(ExitCodes.sentence(e));
                return ExitCodes.FAILED;
            }
        }
    }

    /** An event as it is printed with {@code --json}. */
    record Line(long seq, String at, String kind, String account, String requestId, String tag, String detail) {

        static Line of(AuditEvent event) {
            return new Line(
                    event.seq(),
                    JsonDocuments.time(event.at()),
                    event.kind(),
                    event.account(),
                    event.requestId(),
                    event.tag(),
                    event.detail());
        }
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description =
                    "Verify the whole journal. The exit code is 0 if it is intact; it is 1 if something was altered,"
                            + " removed"
                            + " or moved, and the place is printed. Only \"audit head --expect\" detects that events were cut"
                            + " off at the end.",
            footer = {"", "Example:", "  aftm audit verify --json"})
    static final class Verify extends Step {

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        /** The output of {@code --json}. */
        record Verified(boolean sound, long events, String hash, List<String> findings, List<String> notes) {}

        @Override
        int perform(JournalAudit audit, Terminal terminal) {
            JournalAudit.Verdict verdict = audit.verify();
            List<String> findings = verdict.findings();
            if (json) {
                terminal.json(new Verified(
                        findings.isEmpty(),
                        verdict.head().count(),
                        verdict.head().hash(),
                        findings,
                        verdict.notes()));
            } else {
                findings.forEach(terminal::line);
                terminal.line(
                        findings.isEmpty()
                                ? "The journal is intact: "
                                        + Terminal.number(verdict.head().count())
                                        + " events, head " + verdict.head().count() + ":"
                                        + verdict.head().hash() + "."
                                : "The journal is NOT intact; the first "
                                        + Terminal.number(verdict.head().count())
                                        + " events are unchanged.");
                verdict.notes().forEach(terminal::line);
            }
            return findings.isEmpty() ? ExitCodes.DONE : ExitCodes.FAILED;
        }
    }

    @Command(
            name = "head",
            mixinStandardHelpOptions = true,
            description =
                    "Print the number of events and the hash of the last one, which covers all of them. Store both"
                            + " elsewhere,"
                            + " and pass them to --expect later to check that the journal still contains these events.",
            footer = {"", "Examples:", "  aftm audit head", "  aftm audit head --expect 128:3f1c0a…"})
    static final class Head extends Step {

        private static final Pattern EXPECTED = Pattern.compile("(\\d{1,18}):([0-9a-f]{64})?");

        @Option(
                names = "--expect",
                paramLabel = "COUNT:HASH",
                description =
                        "A head that was printed earlier. The exit code is 1 if the journal no longer contains it.")
        private @Nullable String expected;

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        /** The output of {@code --json}. */
        record HeadTold(long events, String hash, boolean asExpected) {}

        @Override
        int perform(JournalAudit audit, Terminal terminal) {
            JournalAudit.Head head = audit.head();
            @Nullable String wrong = expected == null ? null : difference(audit, head, expected);
            if (json) {
                terminal.json(new HeadTold(head.count(), head.hash(), wrong == null));
            } else {
                terminal.line(head.count() + ":" + head.hash());
            }
            if (wrong != null) {
                Terminal.errors().line(wrong);
            }
            return wrong == null ? ExitCodes.DONE : ExitCodes.FAILED;
        }

        private static @Nullable String difference(JournalAudit audit, JournalAudit.Head head, String expected) {
            Matcher parts = EXPECTED.matcher(expected);
            if (!parts.matches()) {
                throw new ConfigurationException(
                        "--expect is \"" + expected + "\"; it must be COUNT:HASH, as printed by \"audit head\".");
            }
            long count = Long.parseLong(parts.group(1));
            if (head.count() < count) {
                return "The journal contains " + head.count() + " events but once contained " + count
                        + ": events were removed at its end.";
            }
            String hash = parts.group(2) == null ? "" : parts.group(2);
            boolean isThere =
                    count == 0 ? hash.isEmpty() : audit.hashOf(count).orElse("").equals(hash);
            return isThere ? null : "The hash of event " + count + " has changed: the journal was rewritten.";
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show the newest events, the latest last.",
            footer = {"", "Examples:", "  aftm audit show --last 5", "  aftm audit show --request-id my-order-1 --json"
            })
    static final class Show extends Step {

        @Option(names = "--last", paramLabel = "N", description = "Number of events (default: ${DEFAULT-VALUE}).")
        private int last = 20;

        @Option(names = "--request-id", paramLabel = "ID", description = "Only events of this order.")
        private @Nullable String requestId;

        @Option(names = "--kind", paramLabel = "KIND", description = "Only events of this kind, e.g. intended.")
        private @Nullable String kind;

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        /** The output of {@code --json}. */
        record Events(List<Line> events) {}

        @Override
        int perform(JournalAudit audit, Terminal terminal) {
            if (last < 1) {
                throw new ConfigurationException("--last is " + last + "; it must be 1 or more.");
            }
            ArrayDeque<AuditEvent> newest = new ArrayDeque<>();
            audit.read(new JournalAudit.Filter(1, requestId, kind), event -> {
                newest.add(event);
                if (newest.size() > last) {
                    newest.remove();
                }
            });
            List<AuditEvent> events = new ArrayList<>(newest);
            if (json) {
                terminal.json(new Events(events.stream().map(Line::of).toList()));
            } else {
                terminal.table(
                        List.of("EVENT", "TIME", "KIND", "ACCOUNT", "REQUEST ID", "TAG", "DETAIL"),
                        events.stream()
                                .map(event -> List.of(
                                        Long.toString(event.seq()),
                                        JsonDocuments.time(event.at()),
                                        event.kind(),
                                        event.account(),
                                        event.requestId(),
                                        event.tag(),
                                        event.detail()))
                                .toList());
            }
            return ExitCodes.DONE;
        }
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Write all events as JSON, one per line, to a file or to standard output.",
            footer = {"", "Example:", "  aftm audit export --output journal.jsonl"})
    static final class Export extends Step {

        @Option(
                names = "--output",
                paramLabel = "FILE",
                description = "A new file, readable only by its owner" + " (default: standard output).")
        private @Nullable Path output;

        @Option(
                names = "--from",
                paramLabel = "N",
                description = "Number of the first event (default: ${DEFAULT-VALUE}).")
        private long from = 1;

        @Override
        int perform(JournalAudit audit, Terminal terminal) throws IOException {
            JournalAudit.Filter filter = new JournalAudit.Filter(from, null, null);
            if (output == null) {
                audit.read(filter, event -> terminal.json(Line.of(event)));
                return ExitCodes.DONE;
            }
            if (Files.exists(output)) {
                throw new ConfigurationException(
                        "--output is " + output + ", which already exists; give the name of a new file.");
            }
            PrivateFiles.makeFile(output);
            long[] count = {0};
            try (BufferedWriter writer = Files.newBufferedWriter(output)) {
                audit.read(filter, event -> {
                    append(writer, JsonDocuments.line(Line.of(event)));
                    count[0]++;
                });
            }
            terminal.line(Terminal.number(count[0]) + " events were written to " + output + ".");
            return ExitCodes.DONE;
        }

        private static void append(BufferedWriter writer, String line) {
            try {
                writer.write(line);
                writer.newLine();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
