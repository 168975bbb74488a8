package org.puli.api.json;

import java.util.ArrayList;
import java.util.List;
import org.puli.api.json.DocumentNode.Entry;
import org.puli.api.json.DocumentNode.Kind;
import org.puli.api.json.DocumentNode.Mapping;
import org.puli.api.json.DocumentNode.Place;
import org.puli.api.json.DocumentNode.Scalar;
import org.puli.api.json.DocumentNode.Sequence;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads strict JSON. */
final class JsonSource {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(JobLimits.DOCUMENT + 1)
                    .build())
            .build();

    private final JsonParser parser;
    private final DocumentBudget budget = new DocumentBudget();

    private JsonSource(JsonParser parser) {
        this.parser = parser;
    }

    static DocumentNode read(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return read(parser);
        }
    }

    private static DocumentNode read(JsonParser parser) {
        try {
            if (parser.nextToken() == null) {
                throw Faults.single(Place.START, "the document is empty");
            }
            DocumentNode root = new JsonSource(parser).node(1);
            if (parser.nextToken() != null) {
                throw Faults.single(place(parser), "something follows after the end of the document");
            }
            return root;
        } catch (JacksonException e) {
            // What is too large is told without its place; the parser stands there or just behind.
            Place place = e.getLocation() == null ? place(parser) : JsonWords.place(e);
            throw Faults.single(place, "this is not JSON: " + JsonWords.of(e));
        }
    }

    private DocumentNode node(int depth) {
        Place place = place(parser);
        budget.spend(place, depth);
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(place, depth);
            case START_ARRAY -> sequence(place, depth);
            case VALUE_STRING -> new Scalar(place, Kind.TEXT, parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Scalar(place, Kind.NUMBER, parser.getString());
            case VALUE_TRUE, VALUE_FALSE -> new Scalar(place, Kind.FLAG, parser.getString());
            case VALUE_NULL -> new Scalar(place, Kind.NOTHING, "");
            default -> throw Faults.single(place, "this is not JSON");
        };
    }

    private Mapping mapping(Place place, int depth) {
        List<Entry> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Place keyPlace = place(parser);
            parser.nextToken();
            entries.add(new Entry(key, keyPlace, node(depth + 1)));
        }
        return new Mapping(place, entries);
    }

    private Sequence sequence(Place place, int depth) {
        List<DocumentNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(depth + 1));
        }
        return new Sequence(place, items);
    }

    private static Place place(JsonParser parser) {
        TokenStreamLocation at = parser.currentTokenLocation();
        return new Place(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }
}
