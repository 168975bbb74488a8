package org.puli.api.json;

import java.util.List;

/** A document as a tree that knows where each of its parts stands, so that every fault can name its place. */
sealed interface DocumentNode {
    /** Where it begins: line and column from 1. */
    Place place();

    /** A line and a column, both from 1; line 0 for what stands in no document, such as an override. */
    record Place(int line, int column) {
        /** Where a document begins. */
        static final Place START = new Place(1, 1);

        /** No place in the document. */
        static final Place NONE = new Place(0, 0);

        /** The place of the code point at a position from 0. */
        static Place of(String text, int position) {
            int end = text.offsetByCodePoints(0, Math.min(position, text.codePointCount(0, text.length())));
            String before = text.substring(0, end);
            int line = (int) before.chars().filter(c -> c == '\n').count();
            return new Place(line + 1, before.length() - before.lastIndexOf('\n'));
        }
    }

    /** A map; keys keep their order. */
    record Mapping(Place place, List<Entry> entries) implements DocumentNode {}

    /** One key of a map with its value. */
    record Entry(String key, Place place, DocumentNode value) {}

    /** A list. */
    record Sequence(Place place, List<DocumentNode> items) implements DocumentNode {}

    /** A single value as it was written. */
    record Scalar(Place place, Kind kind, String text) implements DocumentNode {}

    /** What a single value is. */
    enum Kind {
        /** Text, quoted or not. */
        TEXT,
        /** A number. */
        NUMBER,
        /** True or false. */
        FLAG,
        /** Nothing. */
        NOTHING
    }

    /** What it is, in words for a person. */
    default String described() {
        return switch (this) {
            case Mapping mapping -> "a map";
            case Sequence sequence -> "a list";
            case Scalar scalar ->
                switch (scalar.kind()) {
                    case TEXT -> "the text '" + shortened(scalar.text()) + "'";
                    case NUMBER -> "the number " + shortened(scalar.text());
                    case FLAG -> scalar.text();
                    case NOTHING -> "nothing";
                };
        };
    }

    /** A text short enough to be quoted. */
    static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
