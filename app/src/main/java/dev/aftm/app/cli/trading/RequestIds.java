package dev.aftm.app.cli.trading;

import dev.aftm.infrastructure.config.ConfigurationException;
import dev.aftm.interactor.gateway.order.OrderRequest;
import org.jspecify.annotations.Nullable;

/** Validates request ids that are given on the command line. */
final class RequestIds {

    private RequestIds() {}

    /** Rejects an invalid id before the gateway is contacted; null is allowed. */
    static void require(String option, @Nullable String id) {
        if (id != null && !OrderRequest.isRequestId(id)) {
            throw new ConfigurationException(
                    option + " must be 8 to 64 letters, digits, dots, underscores, colons or hyphens.");
        }
    }
}
