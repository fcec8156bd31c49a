package dev.aftm.interactor.position;

import dev.aftm.interactor.gateway.order.FillPage;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reported fills and their changes in order of arrival. One thread adds; any thread may read at the same time, without waiting. */
final class FillLog {

    private static final int FIRST_CAPACITY = 64;

    private volatile FillReport[] reports = new FillReport[FIRST_CAPACITY];
    /** Written after the reports and read before them, so that readers see all reports that it counts. */
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

    /** A page of an account's fills with numbers after {@code since}. */
    FillPage page(String feedId, String account, long since, int most) {
        int known = size;
        FillReport[] all = reports;
        List<FillPage.Numbered> found = new ArrayList<>();
        int next = (int) Math.min(since, known);
        while (next < known && found.size() < most) {
            FillReport report = all[next++];
            if (report.fill().account().equals(account)) {
                found.add(new FillPage.Numbered(
                        next, report.tradingDay(), report.number(), report.tag(), report.kind(), report.fill()));
            }
        }
        return new FillPage(feedId, next, next < known, found);
    }
}
