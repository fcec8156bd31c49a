package dev.aftm.app.cli.option;

import dev.aftm.domain.order.NewOrder;
import dev.aftm.infrastructure.config.ConfigurationException;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.interactor.gateway.DllGatewayServiceInterface;
import dev.aftm.interactor.gateway.SessionInfo.Choice;
import org.jspecify.annotations.Nullable;

/** Which account a command is about. */
public final class AccountSelection {

    private AccountSelection() {}

    /**
     * The account that was given, else the one that ORDER_ACCOUNT names, else the one that the gateway trades for.
     *
     * @throws ConfigurationException none of them is there
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
                        "No account is selected; give --account, or type \"session select-account ACCOUNT\".");
            }
            return selected.code();
        });
    }
}
