package dev.aftm.infrastructure.dll;

import java.util.List;

/** The structures of {@code exchange_dll.h}, field by field in the order of declaration; that file explains their meaning. */
final class Layouts {

    static final int CODE_BYTES = 24;
    static final int NAME_BYTES = 64;
    static final int NOTE_BYTES = 232;
    static final int TEXT_BYTES = 256;

    private Layouts() {}

    /** All structures, to be checked when a library is loaded. */
    static List<Layout> all() {
        return List.of(
                Description.LAYOUT,
                Instrument.LAYOUT,
                Order.LAYOUT,
                Reply.LAYOUT,
                OrderReport.LAYOUT,
                FillReport.LAYOUT,
                Position.LAYOUT,
                Margin.LAYOUT,
                Tick.LAYOUT,
                Status.LAYOUT,
                Answer.LAYOUT);
    }

    static final class Description {
        static final Layout LAYOUT = new Layout(1, "exchange_description");
        static final int CAPABILITIES = LAYOUT.int32();
        static final int NOTE_LIMIT = LAYOUT.int32();
        static final int ENCODING = LAYOUT.text(CODE_BYTES);
        static final int NAME = LAYOUT.text(NAME_BYTES);
        static final int VERSION = LAYOUT.text(CODE_BYTES);

        private Description() {}
    }

    static final class Instrument {
        static final Layout LAYOUT = new Layout(2, "exchange_instrument");
        static final int ITEM_CODE = LAYOUT.text(CODE_BYTES);
        static final int NAME = LAYOUT.text(NAME_BYTES);
        static final int MULTIPLIER = LAYOUT.int64();

        private Instrument() {}
    }

    static final class Order {
        static final Layout LAYOUT = new Layout(3, "exchange_order");
        static final int ACCOUNT = LAYOUT.text(CODE_BYTES);
        static final int ITEM_CODE = LAYOUT.text(CODE_BYTES);
        static final int NOTE = LAYOUT.text(NOTE_BYTES);
        static final int PRICE = LAYOUT.int64();
        static final int SIDE = LAYOUT.int32();
        static final int TYPE = LAYOUT.int32();
        static final int QUANTITY = LAYOUT.int32();
        static final int TIME_IN_FORCE = LAYOUT.int32();
        static final int OPEN_CLOSE = LAYOUT.int32();
        static final int DAY_TRADE = LAYOUT.int32();

        private Order() {}
    }

    static final class Reply {
        static final Layout LAYOUT = new Layout(4, "exchange_reply");
        static final int ACCEPTED = LAYOUT.int32();
        static final int PADDING = LAYOUT.int32();
        static final int ORDER_SERIAL = LAYOUT.text(CODE_BYTES);
        static final int CODE = LAYOUT.text(CODE_BYTES);
        static final int TEXT = LAYOUT.text(TEXT_BYTES);

        private Reply() {}
    }

    static final class OrderReport {
        static final Layout LAYOUT = new Layout(5, "exchange_order_report");
        static final int ORDER_SERIAL = LAYOUT.text(CODE_BYTES);
        static final int ACCOUNT = LAYOUT.text(CODE_BYTES);
        static final int ITEM_CODE = LAYOUT.text(CODE_BYTES);
        static final int NOTE = LAYOUT.text(NOTE_BYTES);
        static final int CODE = LAYOUT.text(CODE_BYTES);
        static final int TEXT = LAYOUT.text(TEXT_BYTES);
        static final int PRICE = LAYOUT.int64();
        static final int TIME = LAYOUT.int64();
        static final int TRADING_DAY = LAYOUT.int32();
        static final int STATE = LAYOUT.int32();
        static final int SIDE = LAYOUT.int32();
        static final int TYPE = LAYOUT.int32();
        static final int QUANTITY = LAYOUT.int32();
        static final int FILLED = LAYOUT.int32();
        static final int CANCELLED = LAYOUT.int32();
        static final int TIME_IN_FORCE = LAYOUT.int32();

        private OrderReport() {}
    }

    static final class FillReport {
        static final Layout LAYOUT = new Layout(6, "exchange_fill_report");
        static final int FILL_NUMBER = LAYOUT.text(CODE_BYTES);
        static final int ORDER_SERIAL = LAYOUT.text(CODE_BYTES);
        static final int ACCOUNT = LAYOUT.text(CODE_BYTES);
        static final int ITEM_CODE = LAYOUT.text(CODE_BYTES);
        static final int NOTE = LAYOUT.text(NOTE_BYTES);
        static final int PRICE = LAYOUT.int64();
        static final int TIME = LAYOUT.int64();
        static final int TRADING_DAY = LAYOUT.int32();
        static final int SIDE = LAYOUT.int32();
        static final int QUANTITY = LAYOUT.int32();
        static final int PADDING = LAYOUT.int32();

        private FillReport() {}
    }

    static final class Position {
        static final Layout LAYOUT = new Layout(7, "exchange_position");
        static final int ACCOUNT = LAYOUT.text(CODE_BYTES);
        static final int ITEM_CODE = LAYOUT.text(CODE_BYTES);
        static final int AVERAGE_PRICE = LAYOUT.int64();
        static final int UNREALIZED_PNL = LAYOUT.int64();
        static final int QUANTITY = LAYOUT.int32();
        static final int PADDING = LAYOUT.int32();

        private Position() {}
    }

    static final class Margin {
        static final Layout LAYOUT = new Layout(8, "exchange_margin");
        static final int ACCOUNT = LAYOUT.text(CODE_BYTES);
        static final int CURRENCY = LAYOUT.text(CODE_BYTES);
        static final int BALANCE = LAYOUT.int64();
        static final int EQUITY = LAYOUT.int64();
        static final int INITIAL_MARGIN = LAYOUT.int64();
        static final int AVAILABLE = LAYOUT.int64();

        private Margin() {}
    }

    static final class Tick {
        static final Layout LAYOUT = new Layout(9, "exchange_tick");
        static final int ITEM_CODE = LAYOUT.text(CODE_BYTES);
        static final int PRICE = LAYOUT.int64();
        static final int TIME = LAYOUT.int64();
        static final int QUANTITY = LAYOUT.int32();
        static final int PADDING = LAYOUT.int32();

        private Tick() {}
    }

    static final class Status {
        static final Layout LAYOUT = new Layout(10, "exchange_status");
        static final int STATE = LAYOUT.int32();
        static final int PADDING = LAYOUT.int32();
        static final int CODE = LAYOUT.text(CODE_BYTES);
        static final int TEXT = LAYOUT.text(TEXT_BYTES);

        private Status() {}
    }

    static final class Answer {
        static final Layout LAYOUT = new Layout(11, "exchange_answer");
        static final int RECORDS = LAYOUT.int32();
        static final int COMPLETE = LAYOUT.int32();
        static final int COVERS_FROM = LAYOUT.int32();
        static final int PADDING = LAYOUT.int32();

        private Answer() {}
    }
}
