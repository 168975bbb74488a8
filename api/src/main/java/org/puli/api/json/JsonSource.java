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
    private static final Place START = new Place(1, 1);
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(JobLimits.DOCUMENT + 1)
                    .maxNestingDepth(JobLimits.TREE_DEPTH)
                    .build())
            .build();

    private JsonSource() {}

    static DocumentNode read(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw Faults.single(START, "the document is empty");
            }
            DocumentNode root = node(parser);
            if (parser.nextToken() != null) {
                throw Faults.single(place(parser), "something follows after the end of the document");
            }
            return root;
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            Place place = at == null ? START : new Place(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
            throw Faults.single(place, "this is not JSON: " + e.getOriginalMessage());
        }
    }

    private static DocumentNode node(JsonParser parser) {
        Place place = place(parser);
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(parser, place);
            case START_ARRAY -> sequence(parser, place);
            case VALUE_STRING -> new Scalar(place, Kind.TEXT, parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Scalar(place, Kind.NUMBER, parser.getString());
            case VALUE_TRUE, VALUE_FALSE -> new Scalar(place, Kind.FLAG, parser.getString());
            case VALUE_NULL -> new Scalar(place, Kind.NOTHING, "");
            default -> throw Faults.single(place, "this is not JSON");
        };
    }

    private static Mapping mapping(JsonParser parser, Place place) {
        List<Entry> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Place keyPlace = place(parser);
            parser.nextToken();
            entries.add(new Entry(key, keyPlace, node(parser)));
        }
        return new Mapping(place, entries);
    }

    private static Sequence sequence(JsonParser parser, Place place) {
        List<DocumentNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(parser));
        }
        return new Sequence(place, items);
    }

    private static Place place(JsonParser parser) {
        TokenStreamLocation at = parser.currentTokenLocation();
        return new Place(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }
}
