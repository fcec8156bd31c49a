package dev.aftm.infrastructure.zeromq;

import dev.aftm.interactor.gateway.AccountInfo;
import dev.aftm.interactor.gateway.ErrorCode;
import dev.aftm.interactor.usecase.GatewayService;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.function.Consumer;

/** {@code get_account}: what an account is worth, as the exchange says now. */
final class GetAccountHandler implements OperationHandler {

    static final String OPERATION = "get_account";

    private final GatewayService service;

    GetAccountHandler(GatewayService service) {
        this.service = service;
    }

    record Data(
            String account,
            String currency,
            BigDecimal balance,
            BigDecimal equity,
            BigDecimal initialMargin,
            BigDecimal available) {

        Data {
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

        AccountInfo info() {
            return new AccountInfo(account, currency, balance, equity, initialMargin, available);
        }
    }

    @Override
    public String operation() {
        return OPERATION;
    }

    @Override
    public void handle(WireRequest request, Consumer<WireReply> reply) throws WireRefusal {
        service.account(
                request.parameters().account(),
                told -> reply.accept(told.map(info -> WireReply.done(Data.of(info)))
                        .orElseGet(() -> WireReply.failed(
                                ErrorCode.PROCESSING_ERROR,
                                "The exchange does not tell what the account is worth; is the gateway logged in?"))));
    }
}
