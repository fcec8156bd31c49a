package dev.aftm.infrastructure.zeromq.request.operation;

import dev.aftm.infrastructure.zeromq.codec.WireReply;
import dev.aftm.infrastructure.zeromq.codec.WireRequest;
import dev.aftm.infrastructure.zeromq.codec.WireRequestException;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.intake.GatewayService;
import dev.aftm.interactor.position.PositionReport;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** {@code get_positions}: an account's positions, as the exchange last reported them. */
public final class GetPositionsHandler implements OperationHandler {

    public static final String OPERATION = "get_positions";

    private final GatewayService service;

    public GetPositionsHandler(GatewayService service) {
        this.service = service;
    }

    /** The reply's data; {@code as_of} in milliseconds since 1970, {@code age_ms} its age in milliseconds. */
    public record Data(List<Position> positions, long asOf, long ageMs) {

        public Data {
            Objects.requireNonNull(positions, "positions");
        }
    }

    public record Position(
            String account, String itemCode, long quantity, BigDecimal averagePrice, BigDecimal unrealizedPnl) {

        public Position {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(itemCode, "item_code");
            Objects.requireNonNull(averagePrice, "average_price");
            Objects.requireNonNull(unrealizedPnl, "unrealized_pnl");
        }

        static Position of(PositionInfo info) {
            return new Position(
                    info.account(), info.itemCode(), info.quantity(), info.averagePrice(), info.unrealizedPnl());
        }

        public PositionInfo info() {
            return new PositionInfo(account, itemCode, quantity, averagePrice, unrealizedPnl);
        }
    }

    @Override
    public String operation() {
        return OPERATION;
    }

    @Override
    public void handle(WireRequest request, Consumer<WireReply> reply) throws WireRequestException {
        reply.accept(answer(request.parameters().account()));
    }

    private WireReply answer(String account) {
        try {
            PositionReport shown = service.positions(account);
            return WireReply.done(new Data(
                    shown.positions().stream().map(Position::of).toList(),
                    shown.asOf().toEpochMilli(),
                    shown.age().toMillis()));
        } catch (DllGatewayException e) {
            return WireReply.failed(e.code(), String.valueOf(e.getMessage()));
        }
    }
}
