package dev.aftm.infrastructure.zeromq.request.operation;

import dev.aftm.infrastructure.zeromq.codec.WireFields;
import dev.aftm.infrastructure.zeromq.codec.WireRequestException;
import dev.aftm.interactor.gateway.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Checks the operator token of requests that only an operator may make. */
public final class OperatorAuthorizer {

    private static final String FIELD = "operator_token";

    private final byte[] token;

    public OperatorAuthorizer(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /** Rejects a request that does not contain the operator token. */
    void require(WireFields fields) throws WireRequestException {
        if (!MessageDigest.isEqual(token, fields.text(FIELD).getBytes(StandardCharsets.UTF_8))) {
            throw new WireRequestException(
                    ErrorCode.INVALID_REQUEST,
                    FIELD + " does not match the file operator.token in the gateway's DATA_DIR; use its content.");
        }
    }
}
