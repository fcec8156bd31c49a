package dev.aftm.infrastructure.zeromq.request.operation;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.position.Fill;
import dev.aftm.domain.position.FillKind;
import dev.aftm.infrastructure.zeromq.codec.WireFields;
import dev.aftm.infrastructure.zeromq.codec.WireReply;
import dev.aftm.infrastructure.zeromq.codec.WireRequest;
import dev.aftm.infrastructure.zeromq.codec.WireRequestException;
import dev.aftm.interactor.gateway.order.FillPage;
import dev.aftm.interactor.intake.GatewayService;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code get_fills}: an account's fills in the order in which they became known. */
public final class GetFillsHandler implements OperationHandler {

    public static final String OPERATION = "get_fills";

    private final GatewayService service;

    public GetFillsHandler(GatewayService service) {
        this.service = service;
    }

    /** The operation's parameters; only fills after sequence number {@code since} are returned. */
    public record Parameters(String account, long since) {}

    /**
     * One fill, or a change of one; {@code time} in milliseconds since 1970, by the exchange's clock; {@code kind} only of a
     * change.
     */
    record Trade(
            long sequence,
            String tradingDay,
            String number,
            String tag,
            @Nullable String kind,
            String orderSerial,
            String account,
            String itemCode,
            String side,
            int quantity,
            BigDecimal price,
            long time) {

        private static Trade of(FillPage.Numbered numbered) {
            Fill fill = numbered.fill();
            return new Trade(
                    numbered.sequence(),
                    numbered.tradingDay().toString(),
                    numbered.number(),
                    numbered.tag(),
                    isFill(numbered) ? null : numbered.kind().name().toLowerCase(Locale.ROOT),
                    fill.orderSerial(),
                    fill.account(),
                    fill.itemCode(),
                    fill.side().name().toLowerCase(Locale.ROOT),
                    fill.quantity(),
                    fill.price(),
                    fill.time().toEpochMilli());
        }

        private FillPage.Numbered numbered() {
            Fill fill = new Fill(
                    orderSerial,
                    account,
                    itemCode,
                    Side.valueOf(side.toUpperCase(Locale.ROOT)),
                    quantity,
                    price,
                    Instant.ofEpochMilli(time));
            FillKind of = kind == null ? FillKind.FILLED : FillKind.valueOf(kind.toUpperCase(Locale.ROOT));
            return new FillPage.Numbered(sequence, LocalDate.parse(tradingDay), number, tag, of, fill);
        }
    }

    /**
     * A page. Changes have a list of their own, so that a client that knows nothing of them takes none for another fill.
     *
     * @param changes corrections and busts, lowest number first; null if a gateway does not know them
     */
    public record Data(
            String feed,
            long sequence,
            boolean more,
            List<Trade> fills,
            @Nullable List<Trade> changes) {

        public Data {
            Objects.requireNonNull(feed, "feed");
            Objects.requireNonNull(fills, "fills");
        }

        static Data of(FillPage page) {
            return new Data(
                    page.feedId(),
                    page.sequence(),
                    page.more(),
                    page.fills().stream()
                            .filter(GetFillsHandler::isFill)
                            .map(Trade::of)
                            .toList(),
                    page.fills().stream()
                            .filter(entry -> !isFill(entry))
                            .map(Trade::of)
                            .toList());
        }

        /**
         * Converts the message to the page that it describes.
         *
         * @throws IllegalArgumentException a field does not hold a valid value
         */
        public FillPage page() {
            Stream<Trade> entries = changes == null ? fills.stream() : Stream.concat(fills.stream(), changes.stream());
            return new FillPage(
                    feed,
                    sequence,
                    more,
                    entries.map(Trade::numbered)
                            .sorted(Comparator.comparingLong(FillPage.Numbered::sequence))
                            .toList());
        }
    }

    @Override
    public String operation() {
        return OPERATION;
    }

    @Override
    public void handle(WireRequest request, Consumer<WireReply> reply) throws WireRequestException {
        WireFields fields = request.parameters();
        FillPage page = service.fills(fields.account(), fields.optionalNumber("since"));
        reply.accept(WireReply.done(Data.of(page)));
    }

    private static boolean isFill(FillPage.Numbered entry) {
        return entry.kind() == FillKind.FILLED;
    }
}
