package dev.aftm.infrastructure.dll;

import java.util.ArrayList;
import java.util.List;

/**
 * A structure of {@code exchange_dll.h}: its fields in the order of the declaration, at the offsets of natural alignment.
 * What comes out is compared with what the library says of itself, so neither side has to trust the other's compiler.
 */
final class Layout {

    private static final int LONG = 8;
    private static final int INT = 4;

    private final int id;
    private final String name;
    private final List<Integer> offsets = new ArrayList<>();
    private int end;
    private int alignment = 1;

    /** @param id its number for {@code exchange_layout} */
    Layout(int id, String name) {
        this.id = id;
        this.name = name;
    }

    int id() {
        return id;
    }

    String name() {
        return name;
    }

    /** Adds a text field of so many bytes; returns its offset. */
    int text(int bytes) {
        return field(bytes, 1);
    }

    int int32() {
        return field(INT, INT);
    }

    int int64() {
        return field(LONG, LONG);
    }

    private int field(int bytes, int aligned) {
        int offset = roundUp(end, aligned);
        offsets.add(offset);
        end = offset + bytes;
        alignment = Math.max(alignment, aligned);
        return offset;
    }

    int size() {
        return roundUp(end, alignment);
    }

    List<Integer> offsets() {
        return List.copyOf(offsets);
    }

    private static int roundUp(int number, int multiple) {
        return (number + multiple - 1) / multiple * multiple;
    }
}
