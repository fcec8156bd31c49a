package dev.aftm.infrastructure.simulator;

import dev.aftm.domain.market.Tick;
import dev.aftm.domain.market.TradingCode;
import dev.aftm.interactor.port.market.Tape;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the trades of one contract from a daily file that the Taiwan Futures Exchange publishes (time and sales of all futures),
 * zipped or not, line by line. For one thread.
 *
 * <p>The file is encoded in CP950, its columns padded with blanks: trade date, product, contract month, trade time, price,
 * quantity bought and sold (twice the number of contracts), the prices of a spread's two legs, opening-auction mark. Times are in
 * Taipei time; the date is the calendar day, also after midnight.
 */
public final class TaifexTape implements Tape {

    private static final Charset CP950 = Charset.forName("MS950");
    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");
    private static final List<String> HEADER = List.of("成交日期", "商品代號", "到期月份", "成交時間", "成交價格", "成交數量");
    private static final String OPTIONS_COLUMN = "履約價格";
    private static final int COLUMNS = 9;
    private static final int MAX_LINE = 4096;
    private static final Pattern PRICE = Pattern.compile("-?\\d{1,9}(\\.\\d{1,6})?");

    private final String name;
    private final String product;
    private final String contract;
    private final String itemCode;
    private final InputStream input;
    private final TreeSet<String> contractsSeen = new TreeSet<>();
    private final byte[] line = new byte[MAX_LINE];
    private final int[] ends = new int[COLUMNS];
    private int length;
    private long lineNumber;
    private long found;
    private String day = "";
    private long dayStart;

    private TaifexTape(String name, InputStream input, String product, String contract) {
        this.name = name;
        this.input = input;
        this.product = product;
        this.contract = contract;
        this.itemCode = TradingCode.of(product, contract);
    }

    /**
     * Opens a daily file and checks its header.
     *
     * @param file the {@code .csv} file, or a {@code .zip} file that contains it
     * @param product the product as in the file, e.g. {@code TX}
     * @param contract the contract as in the file: {@code 202108}, or {@code 202108/202109} for a calendar spread
     * @throws TapeException the file is missing, damaged, or not a daily futures file; the message says where
     * @throws IllegalArgumentException the contract's format is wrong
     */
    public static TaifexTape open(Path file, String product, String contract) {
        String name = String.valueOf(file.getFileName());
        if (!Files.isRegularFile(file)) {
            throw new TapeException("The market data file " + file + " does not exist.");
        }
        try {
            TaifexTape tape = new TaifexTape(name, content(file), product, contract);
            tape.readHeader();
            return tape;
        } catch (IOException e) {
            throw new TapeException("The market data file " + name + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private static InputStream content(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        raw.mark(2);
        boolean zipped = raw.read() == 'P' && raw.read() == 'K';
        raw.reset();
        if (!zipped) {
            return raw;
        }
        ZipInputStream zip = new ZipInputStream(raw);
        ZipEntry entry = nextEntry(zip);
        while (entry != null && entry.isDirectory()) {
            entry = nextEntry(zip);
        }
        if (entry == null) {
            throw new TapeException("Line 1 of " + file.getFileName() + ": the zip file contains no daily file.");
        }
        return new BufferedInputStream(zip, 1 << 16);
    }

    private static @Nullable ZipEntry nextEntry(ZipInputStream zip) throws IOException {
        try {
            return zip.getNextEntry();
        } catch (IllegalArgumentException e) {
            throw new IOException("the names in the zip file are damaged", e);
        }
    }

    /** The trading code of the contract, e.g. {@code TXFH1}. */
    public String itemCode() {
        return itemCode;
    }

    /** The number of trades read so far. */
    public long found() {
        return found;
    }

    private void readHeader() {
        if (!readLine()) {
            throw fault("the file is empty");
        }
        String header = new String(line, 0, length, CP950).strip();
        if (header.startsWith("<")) {
            throw fault("this is a web page, not the exchange's daily futures file; download the file itself");
        }
        String[] columns = header.split(",", -1);
        for (int i = 0; i < HEADER.size(); i++) {
            if (columns.length == COLUMNS && columns[i].strip().startsWith(HEADER.get(i))) {
                continue;
            }
            throw fault(
                    header.contains(OPTIONS_COLUMN)
                            ? "this is the exchange's daily options file; use the daily futures file"
                            : "this is not the header of the exchange's daily futures file, which has " + COLUMNS
                                    + " columns and starts with " + String.join(",", HEADER));
        }
    }

    @Override
    public @Nullable Tick next() {
        while (readLine()) {
            if (length == 0) {
                continue;
            }
            splitColumns();
            if (!columnIs(1, product)) {
                continue;
            }
            if (!columnIs(2, contract)) {
                contractsSeen.add(column(2));
                continue;
            }
            found++;
            return tick();
        }
        if (found == 0) {
            throw new TapeException("The market data file " + name + " has no trade of product " + product
                    + ", contract " + contract + "; "
                    + (contractsSeen.isEmpty()
                            ? "it has no trade of this product at all."
                            : "its contracts of this product are " + String.join(", ", contractsSeen) + "."));
        }
        return null;
    }

    private Tick tick() {
        BigDecimal price = price();
        // The file counts bought and sold contracts together.
        int quantity = digits(5, column(5).length(), "the quantity") / 2;
        return new Tick(itemCode, time(), price, quantity);
    }

    private BigDecimal price() {
        String text = column(4);
        if (!PRICE.matcher(text).matches()) {
            throw fault("the price \"" + text + "\" is not a number");
        }
        BigDecimal price = new BigDecimal(text);
        // A spread's price is a difference, which may be negative.
        if (price.signum() <= 0 && contract.indexOf('/') < 0) {
            throw fault("the price \"" + text + "\" is not above 0");
        }
        return price;
    }

    private Instant time() {
        String date = column(0);
        if (!date.equals(day)) {
            int number = digits(0, 8, "the trade date");
            try {
                dayStart = LocalDate.of(number / 10_000, number / 100 % 100, number % 100)
                        .atStartOfDay(TAIPEI)
                        .toEpochSecond();
            } catch (DateTimeException e) {
                throw fault("the trade date \"" + date + "\" is not a day");
            }
            day = date;
        }
        int number = digits(3, 6, "the trade time");
        int hour = number / 10_000;
        int minute = number / 100 % 100;
        int second = number % 100;
        if (hour > 23 || minute > 59 || second > 59) {
            throw fault("the trade time \"" + column(3) + "\" is not a time of day");
        }
        return Instant.ofEpochSecond(dayStart + hour * 3600L + minute * 60L + second);
    }

    private int digits(int index, int expected, String what) {
        String text = column(index);
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || text.length() != expected || text.length() > 9) {
            throw fault(what + " \"" + text + "\" is not a number of the expected length");
        }
        return Integer.parseInt(text);
    }

    private void splitColumns() {
        int column = 0;
        for (int i = 0; i < length; i++) {
            if (line[i] == ',') {
                if (column == COLUMNS - 1) {
                    throw wrongColumnCount();
                }
                ends[column++] = i;
            }
        }
        if (column != COLUMNS - 1) {
            throw wrongColumnCount();
        }
        ends[column] = length;
    }

    private TapeException wrongColumnCount() {
        return fault("the line does not have " + COLUMNS + " columns");
    }

    private int start(int column) {
        return column == 0 ? 0 : ends[column - 1] + 1;
    }

    /** Compares without creating a string, because most lines belong to another contract. */
    private boolean columnIs(int column, String text) {
        int from = start(column);
        int to = ends[column];
        while (from < to && line[from] == ' ') {
            from++;
        }
        while (to > from && line[to - 1] == ' ') {
            to--;
        }
        if (to - from != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (line[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private String column(int column) {
        return new String(line, start(column), ends[column] - start(column), CP950).strip();
    }

    /** Reads the next line into the buffer, without the line break; false at the end of the file. */
    private boolean readLine() {
        lineNumber++;
        length = 0;
        try {
            int next = input.read();
            if (next < 0) {
                return false;
            }
            while (next >= 0 && next != '\n') {
                if (length == MAX_LINE) {
                    throw fault("the line is too long for such a file");
                }
                line[length++] = (byte) next;
                next = input.read();
            }
        } catch (EOFException | ZipException e) {
            throw fault("the zip file is incomplete or damaged here; download it again");
        } catch (IOException e) {
            throw fault("the rest of the file cannot be read (" + e.getMessage() + ")");
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        return true;
    }

    private TapeException fault(String what) {
        return new TapeException("Line " + lineNumber + " of " + name + ": " + what + ".");
    }

    @Override
    public void close() {
        try {
            input.close();
        } catch (IOException alreadyBroken) {
            Arrays.fill(line, (byte) 0);
        }
    }
}
