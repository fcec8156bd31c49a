package dev.aftm.infrastructure.zeromq.request.operation;

import dev.aftm.infrastructure.zeromq.codec.WireReply;
import dev.aftm.infrastructure.zeromq.codec.WireRequest;
import dev.aftm.infrastructure.zeromq.codec.WireRequestException;
import dev.aftm.interactor.gateway.account.AccountInfo;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.intake.GatewayService;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.function.Consumer;

/** {@code get_account}: balance, equity and margin of an account, as the exchange reports them now. */
public final class GetAccountHandler implements OperationHandler {

    public static final String OPERATION = "get_account";

    private final GatewayService service;

    public GetAccountHandler(GatewayService service) {
        this.service = service;
    }

    public record Data(
            String account,
            String currency,
            BigDecimal balance,
            BigDecimal equity,
            BigDecimal initialMargin,
            BigDecimal available) {

        public Data {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(currency, "currency");
            Objects.requireNonNull(balance, "balance");
            Objects.requireNonNull(equity, "equity");
            Objects.requireNonNull(initialMargin, "initial_margin");
            Objects.requireNonNull(available, "available");
        }

        private static Data of(AccountInfo info) {
            return new Data(
                    info.account(),
                    info.currency(),
                    info.balance(),
                    info.equity(),
                    info.initialMargin(),
                    info.available());
        }

        public AccountInfo info() {
            return new AccountInfo(account, currency, balance, equity, initialMargin, available);
        }
    }

    @Override
    public String operation() {
        return OPERATION;
    }

    @Override
    public void handle(WireRequest request, Consumer<WireReply> reply) throws WireRequestException {
        service.account(
                request.parameters().account(),
                told -> reply.accept(told.map(info -> WireReply.done(Data.of(info)))
                        .orElseGet(() -> WireReply.failed(
                                ErrorCode.PROCESSING_ERROR,
                                "The exchange did not return the account's balance and margin; check that the"
                                        + " gateway is logged in."))));
    }
}
