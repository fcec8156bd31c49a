package dev.aftm.infrastructure.zeromq;

import dev.aftm.interactor.gateway.DllGatewayException;
import dev.aftm.interactor.gateway.ErrorCode;
import dev.aftm.interactor.gateway.PositionInfo;
import dev.aftm.interactor.usecase.GatewayService;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code get_positions}. */
final class GetPositionsHandler implements OperationHandler {

    static final String OPERATION = "get_positions";

    private final GatewayService service;

    GetPositionsHandler(GatewayService service) {
        this.service = service;
    }

    record Data(List<Position> positions) {

        Data {
            Objects.requireNonNull(positions, "positions");
        }
    }

    record Position(String account, String itemCode, long quantity, BigDecimal averagePrice, BigDecimal unrealizedPnl) {

        Position {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(itemCode, "item_code");
            Objects.requireNonNull(averagePrice, "average_price");
            Objects.requireNonNull(unrealizedPnl, "unrealized_pnl");
        }

        static Position of(PositionInfo info) {
            return new Position(
                    info.account(), info.itemCode(), info.quantity(), info.averagePrice(), info.unrealizedPnl());
        }

        PositionInfo info() {
            return new PositionInfo(account, itemCode, quantity, averagePrice, unrealizedPnl);
        }
    }

    @Override
    public String operation() {
        return OPERATION;
    }

    @Override
    public void handle(WireRequest request, Consumer<WireReply> reply) throws WireRefusal {
        @Nullable String account =
                request.parameters().withCode(ErrorCode.MISSING_ACCOUNT).optionalText("account");
        if (account == null || account.isBlank()) {
            throw new WireRefusal(
                    ErrorCode.MISSING_ACCOUNT, "account is missing; it names whose positions are asked for.");
        }
        reply.accept(answer(account));
    }

    private WireReply answer(String account) {
        try {
            return WireReply.done(new Data(
                    service.positions(account).stream().map(Position::of).toList()));
        } catch (DllGatewayException e) {
            return WireReply.failed(e.code(), String.valueOf(e.getMessage()));
        }
    }
}
