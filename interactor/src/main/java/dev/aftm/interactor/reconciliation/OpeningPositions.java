package dev.aftm.interactor.reconciliation;

import dev.aftm.interactor.position.TradeBook.Carried;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The positions carried into a trading day, as stored in the journal: the day, then account, item, quantity and average price
 * of each position, separated by tabs.
 */
record OpeningPositions(LocalDate day, List<Carried> held) {

    private static final int FIELDS = 4;

    OpeningPositions {
        held = List.copyOf(held);
    }

    String text() {
        return day
                + held.stream()
                        .map(one -> "\t" + one.account() + "\t" + one.itemCode() + "\t" + one.quantity() + "\t"
                                + one.averagePrice().toPlainString())
                        .collect(Collectors.joining());
    }

    /** @throws IllegalArgumentException the text is malformed */
    static OpeningPositions read(String text) {
        String[] words = text.split("\t", -1);
        if (words.length % FIELDS != 1) {
            throw new IllegalArgumentException("The recorded opening positions cannot be read.");
        }
        List<Carried> held = new ArrayList<>();
        for (int i = 1; i < words.length; i += FIELDS) {
            held.add(new Carried(words[i], words[i + 1], Long.parseLong(words[i + 2]), new BigDecimal(words[i + 3])));
        }
        return new OpeningPositions(LocalDate.parse(words[0]), held);
    }
}
