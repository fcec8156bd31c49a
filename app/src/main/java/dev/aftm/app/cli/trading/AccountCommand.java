package dev.aftm.app.cli.trading;

import dev.aftm.app.terminal.JsonDocuments;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.interactor.gateway.account.AccountInfo;
import java.math.BigDecimal;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "account",
        mixinStandardHelpOptions = true,
        description = "Show an account's balance, equity and margin, as the exchange reports them now.",
        footer = {"", "Example:", "  aftm account --json"})
public final class AccountCommand extends GatewayQuery<AccountCommand.Account> {

    /** The output of {@code --json}. */
    record Account(
            String account,
            String currency,
            BigDecimal balance,
            BigDecimal equity,
            BigDecimal initialMargin,
            BigDecimal available) {}

    @Override
    Account ask(DllGatewayClient gateway, String ofAccount) {
        AccountInfo info = gateway.getAccount(ofAccount);
        return new Account(
                info.account(),
                info.currency(),
                JsonDocuments.number(info.balance()),
                JsonDocuments.number(info.equity()),
                JsonDocuments.number(info.initialMargin()),
                JsonDocuments.number(info.available()));
    }

    @Override
    void print(Terminal terminal, Account document) {
        terminal.table(
                List.of("ACCOUNT", "CURRENCY", "BALANCE", "EQUITY", "INITIAL MARGIN", "AVAILABLE"),
                List.of(List.of(
                        document.account(),
                        document.currency(),
                        Terminal.number(document.balance()),
                        Terminal.number(document.equity()),
                        Terminal.number(document.initialMargin()),
                        Terminal.number(document.available()))));
    }
}
