package dev.aftm.app.cli.option;

import dev.aftm.domain.order.NewOrder;
import dev.aftm.infrastructure.config.ConfigurationException;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.interactor.gateway.DllGatewayServiceInterface;
import dev.aftm.interactor.gateway.SessionInfo.Choice;
import org.jspecify.annotations.Nullable;

/** Determines the account that a command applies to. */
public final class AccountSelection {

    private AccountSelection() {}

    /**
     * Returns the account given on the command line, otherwise that of ORDER_ACCOUNT, otherwise the gateway's selected account.
     *
     * @throws ConfigurationException the given account is not valid, or there is no account
     */
    public static String of(@Nullable String given, Settings settings, DllGatewayServiceInterface gateway) {
        if (given != null) {
            if (!NewOrder.isCode(given)) {
                throw new ConfigurationException("--account must be 1 to 20 letters, digits or hyphens.");
            }
            return given;
        }
        return settings.orderAccount().orElseGet(() -> {
            Choice selected = gateway.getSession().account();
            if (selected == null) {
                throw new ConfigurationException(
                        "No account is selected; give --account, or run \"session select-account ACCOUNT\".");
            }
            return selected.code();
        });
    }
}
