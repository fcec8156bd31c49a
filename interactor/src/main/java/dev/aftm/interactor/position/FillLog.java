package dev.aftm.interactor.position;

import dev.aftm.interactor.gateway.order.FillPage;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Reported fills in the order in which they became known. One thread adds; any may read meanwhile, and waits for nobody. */
final class FillLog {

    private static final int FIRST_CAPACITY = 64;

    private volatile FillReport[] reports = new FillReport[FIRST_CAPACITY];
    /** Written last and read first: what it counts is there. */
    private volatile int size;

    void add(FillReport report) {
        FillReport[] room = reports;
        int next = size;
        if (next == room.length) {
            room = Arrays.copyOf(room, 2 * next);
            reports = room;
        }
        room[next] = report;
        size = next + 1;
    }

    Stream<FillReport> stream() {
        int known = size;
        return Arrays.stream(reports, 0, known);
    }

    /** Some of an account's fills that are numbered after {@code since}. */
    FillPage page(String feedId, String account, long since, int most) {
        int known = size;
        FillReport[] all = reports;
        List<FillPage.Numbered> found = new ArrayList<>();
        int next = (int) Math.min(since, known);
        while (next < known && found.size() < most) {
            FillReport report = all[next++];
            if (report.fill().account().equals(account)) {
                found.add(
                        new FillPage.Numbered(next, report.tradingDay(), report.number(), report.tag(), report.fill()));
            }
        }
        return new FillPage(feedId, next, next < known, found);
    }
}
