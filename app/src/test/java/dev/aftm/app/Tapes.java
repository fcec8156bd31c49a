package dev.aftm.app;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Generated market data files. */
public final class Tapes {

    private static final String HEADER = "成交日期,商品代號,到期月份(週別),成交時間,成交價格,成交數量(B+S),近月價格,遠月價格,開盤集合競價 ";

    private Tapes() {}

    /** Writes a random walk around 17,300; the same seed gives the same file. */
    public static Path randomWalk(Path folder, int ticks, long seed) throws IOException {
        StringBuilder lines = new StringBuilder(HEADER).append("\r\n");
        Random random = new Random(seed);
        int price = 17_300;
        for (int i = 0; i < ticks; i++) {
            price += random.nextInt(-4, 5) + Integer.signum(17_300 - price);
            int second = i / 10;
            lines.append(String.format(
                    "20210726,TX     ,202108     ,%02d%02d%02d,%d,2,-,-, \r%n",
                    8 + second / 3600, second / 60 % 60, second % 60, price));
        }
        return Files.writeString(folder.resolve("Daily.csv"), lines, Charset.forName("MS950"));
    }

    /** Writes conditions that such a walk triggers again and again. */
    public static Path conditions(Path folder) throws IOException {
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < 12; i++) {
            json.append(i == 0 ? "" : ",")
                    .append(String.format(
                            "{\"action\":\"%s\",\"trigger_price\":%d,\"quantity\":%d,\"turning_point\":%d,"
                                    + "\"take_profit_point\":%d,\"stop_loss_point\":%d,\"is_following\":%b}",
                            i % 2 == 0 ? "buy" : "sell", 17_290 + i * 2, 1 + i % 3, i % 4, 6 + i, 5 + i, i % 3 == 0));
        }
        return Files.writeString(folder.resolve("conditions.json"), json.append("]"));
    }
}
