package dev.aftm.infrastructure.zeromq.request.operation;

import dev.aftm.infrastructure.zeromq.codec.WireFields;
import dev.aftm.infrastructure.zeromq.codec.WireRequestException;
import dev.aftm.interactor.gateway.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Whether a request comes from the operator. */
public final class OperatorAuthorizer {

    private static final String FIELD = "operator_token";

    private final byte[] token;

    public OperatorAuthorizer(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /** Refuses a request that does not show the operator's token. */
    void require(WireFields fields) throws WireRequestException {
        if (!MessageDigest.isEqual(token, fields.text(FIELD).getBytes(StandardCharsets.UTF_8))) {
            throw new WireRequestException(
                    ErrorCode.INVALID_REQUEST,
                    FIELD + " is not the one in the file operator.token of the gateway's DATA_DIR.");
        }
    }
}
