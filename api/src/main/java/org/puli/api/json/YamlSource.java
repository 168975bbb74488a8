package org.puli.api.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.puli.api.Text;
import org.puli.api.json.DocumentNode.Entry;
import org.puli.api.json.DocumentNode.Kind;
import org.puli.api.json.DocumentNode.Mapping;
import org.puli.api.json.DocumentNode.Place;
import org.puli.api.json.DocumentNode.Scalar;
import org.puli.api.json.DocumentNode.Sequence;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML 1.2 event by event, so that a hostile document meets the limits before it has filled the memory. Anchors
 * and tags are refused: a job file has no use for them, and they can hide what it says.
 */
final class YamlSource {
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setCodePointLimit(JobLimits.DOCUMENT + 1)
            .build();

    private final Parser events;
    private final DocumentBudget budget = new DocumentBudget();

    private YamlSource(Parser events) {
        this.events = events;
    }

    static DocumentNode read(String text) {
        try {
            return new YamlSource(new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text))).document();
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark().map(YamlSource::place).orElse(Place.START);
            throw Faults.single(place, "this is not YAML: " + e.getProblem());
        } catch (ReaderException e) {
            throw Faults.single(
                    Place.of(text, e.getPosition()),
                    "the character " + Text.show(e.getCodePoint()) + " cannot stand in YAML text");
        } catch (YamlEngineException e) {
            throw Faults.single(Place.START, "this is not YAML: " + e.getMessage());
        }
    }

    private DocumentNode document() {
        events.next();
        if (events.checkEvent(Event.ID.StreamEnd)) {
            throw Faults.single(Place.START, "the document is empty");
        }
        events.next();
        DocumentNode root = node(1);
        events.next();
        if (!events.checkEvent(Event.ID.StreamEnd)) {
            throw Faults.single(place(events.peekEvent()), "a second document begins here; a file holds one job");
        }
        return root;
    }

    private DocumentNode node(int depth) {
        Event event = events.next();
        budget.spend(place(event), depth);
        refuseAnchor(event);
        return switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case MappingStartEvent start -> mapping(start, depth);
            case CollectionStartEvent start -> sequence(start, depth);
            default -> throw Faults.single(place(event), "this is not YAML: " + event.getEventId());
        };
    }

    private static void refuseAnchor(Event event) {
        boolean isAnchored = event instanceof NodeEvent node && node.getAnchor().isPresent();
        if (isAnchored || event instanceof AliasEvent) {
            throw Faults.single(place(event), "anchors (&) and aliases (*) are not allowed; write the value out");
        }
    }

    private Mapping mapping(MappingStartEvent start, int depth) {
        refuseTag(start, start.getTag());
        List<Entry> entries = new ArrayList<>();
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            Event key = events.next();
            refuseAnchor(key);
            if (!(key instanceof ScalarEvent scalar)) {
                throw Faults.single(place(key), "a key is a single word, not a list or a map");
            }
            refuseTag(key, scalar.getTag());
            entries.add(new Entry(scalar.getValue(), place(key), node(depth + 1)));
        }
        events.next();
        return new Mapping(place(start), entries);
    }

    private Sequence sequence(CollectionStartEvent start, int depth) {
        refuseTag(start, start.getTag());
        List<DocumentNode> items = new ArrayList<>();
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node(depth + 1));
        }
        events.next();
        return new Sequence(place(start), items);
    }

    private static Scalar scalar(ScalarEvent scalar) {
        refuseTag(scalar, scalar.getTag());
        return new Scalar(place(scalar), kind(scalar), scalar.getValue());
    }

    private static void refuseTag(Event event, Optional<String> tag) {
        if (tag.isPresent()) {
            throw Faults.single(place(event), "tags such as " + tag.get() + " are not allowed; write the plain value");
        }
    }

    private static Kind kind(ScalarEvent scalar) {
        if (!scalar.isPlain()) {
            return Kind.TEXT;
        }
        Tag tag = SETTINGS.getSchema().getScalarResolver().resolve(scalar.getValue(), true);
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return Kind.NUMBER;
        }
        if (tag.equals(Tag.BOOL)) {
            return Kind.FLAG;
        }
        return tag.equals(Tag.NULL) ? Kind.NOTHING : Kind.TEXT;
    }

    private static Place place(Event event) {
        return event.getStartMark().map(YamlSource::place).orElse(Place.START);
    }

    private static Place place(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
