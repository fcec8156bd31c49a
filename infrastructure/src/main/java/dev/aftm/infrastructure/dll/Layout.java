package dev.aftm.infrastructure.dll;

import java.util.ArrayList;
import java.util.List;

/**
 * Computes the memory layout of a structure of {@code exchange_dll.h}: fields in the order of declaration, with natural
 * alignment. The result is compared with the layout that the library reports, so that a mismatch is found when the library is
 * loaded.
 */
final class Layout {

    private static final int LONG = 8;
    private static final int INT = 4;

    private final int id;
    private final String name;
    private final List<Integer> offsets = new ArrayList<>();
    private int end;
    private int alignment = 1;

    /** {@code id} is the structure's number for {@code exchange_layout}. */
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

    /** Adds a text field and returns its offset. */
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
