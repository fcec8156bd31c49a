package dev.aftm.infrastructure.zeromq;

import dev.aftm.interactor.gateway.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Whether a request comes from the operator. */
final class OperatorCheck {

    private static final String FIELD = "operator_token";

    private final byte[] token;

    OperatorCheck(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /** Refuses a request that does not show the operator's token. */
    void require(WireFields fields) throws WireRefusal {
        if (!MessageDigest.isEqual(token, fields.text(FIELD).getBytes(StandardCharsets.UTF_8))) {
            throw new WireRefusal(
                    ErrorCode.INVALID_REQUEST,
                    FIELD + " is not the one in the file operator.token of the gateway's DATA_DIR.");
        }
    }
}
