package dev.aftm.app.cli;

import dev.aftm.app.cli.operation.AuditCommand;
import dev.aftm.app.cli.operation.ConfigCommand;
import dev.aftm.app.cli.operation.HealthCommand;
import dev.aftm.app.cli.operation.JournalCommand;
import dev.aftm.app.cli.operation.KillSwitchCommand;
import dev.aftm.app.cli.operation.SessionCommand;
import dev.aftm.app.cli.operation.StatusCommand;
import dev.aftm.app.cli.run.GatewayCommand;
import dev.aftm.app.cli.run.OrderExecutorCommand;
import dev.aftm.app.cli.run.ReplayCommand;
import dev.aftm.app.cli.run.RunCommand;
import dev.aftm.app.cli.run.StrategyCommand;
import dev.aftm.app.cli.trading.AccountCommand;
import dev.aftm.app.cli.trading.ConditionCommand;
import dev.aftm.app.cli.trading.OrderCommand;
import dev.aftm.app.cli.trading.OrdersCommand;
import dev.aftm.app.cli.trading.PositionsCommand;
import dev.aftm.app.terminal.ExitCodes;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.app.terminal.Version;
import org.slf4j.LoggerFactory;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point and root of the command line; without a command it runs the whole system. */
@Command(
        name = "aftm",
        description = "Auto Futures Trading Machine: one gateway connects to the exchange; strategies and other"
                + " clients trade through it.",
        mixinStandardHelpOptions = true,
        versionProvider = Aftm.VersionProvider.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Without a command, \"run\" is executed. Settings come from options, the",
            "environment, the file .env or defaults, in this order; \"config show\" prints",
            "them.",
            "",
            "Exit codes: 0 done or accepted, 1 rejected or failed, 2 wrong usage or",
            "configuration, 3 gateway unreachable, 4 order in an unknown state."
        },
        subcommands = {
            RunCommand.class,
            GatewayCommand.class,
            StrategyCommand.class,
            OrderExecutorCommand.class,
            ReplayCommand.class,
            OrderCommand.class,
            OrdersCommand.class,
            PositionsCommand.class,
            AccountCommand.class,
            HealthCommand.class,
            StatusCommand.class,
            SessionCommand.class,
            KillSwitchCommand.class,
            AuditCommand.class,
            JournalCommand.class,
            ConditionCommand.class,
            ConfigCommand.class,
            AutoComplete.GenerateCompletion.class
        })
public final class Aftm {

    private Aftm() {}

    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /** Executes a command line and returns the exit code. */
    public static int execute(String... arguments) {
        String[] effective = arguments.length == 0 ? new String[] {"run"} : arguments;
        return commandLine().execute(effective);
    }

    /** Returns the complete command line. */
    static CommandLine commandLine() {
        return new CommandLine(new Aftm())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Aftm::onWrongUsage)
                .setExecutionExceptionHandler(Aftm::onFailure);
    }

    private static int onWrongUsage(CommandLine.ParameterException failure, String[] arguments) {
        CommandLine commandLine = failure.getCommandLine();
        commandLine.getErr().println(Terminal.escape(String.valueOf(failure.getMessage())));
        commandLine.getErr().println("See: " + commandLine.getCommandSpec().qualifiedName() + " --help");
        return ExitCodes.WRONG_USAGE;
    }

    private static int onFailure(Exception failure, CommandLine commandLine, CommandLine.ParseResult result) {
        if (!ExitCodes.isExpected(failure)) {
            LoggerFactory.getLogger(Aftm.class).error("The command has failed.", failure);
        }
        commandLine.getErr().println(ExitCodes.sentence(failure));
        return ExitCodes.exitCode(failure);
    }

    /** The version that {@code --version} prints. */
    static final class VersionProvider implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"aftm " + Version.text()};
        }
    }
}
