package dev.aftm.app.cli.trading;

import dev.aftm.infrastructure.config.ConfigurationException;
import dev.aftm.interactor.gateway.order.OrderRequest;
import org.jspecify.annotations.Nullable;

/** What names a request for ever, as a person gives it on the command line. */
final class RequestIds {

    private RequestIds() {}

    /** Refuses what cannot be one, before anybody is asked. */
    static void require(String option, @Nullable String id) {
        if (id != null && !OrderRequest.isRequestId(id)) {
            throw new ConfigurationException(
                    option + " must be 8 to 64 letters, digits, dots, underscores, colons or hyphens.");
        }
    }
}
