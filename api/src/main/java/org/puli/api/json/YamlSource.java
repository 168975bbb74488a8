package org.puli.api.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.puli.api.json.DocumentNode.Entry;
import org.puli.api.json.DocumentNode.Kind;
import org.puli.api.json.DocumentNode.Mapping;
import org.puli.api.json.DocumentNode.Place;
import org.puli.api.json.DocumentNode.Scalar;
import org.puli.api.json.DocumentNode.Sequence;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads YAML 1.2. Anchors and tags are refused: a job file has no use for them, and they can hide what it says. */
final class YamlSource {
    private static final Place START = new Place(1, 1);

    private YamlSource() {}

    static DocumentNode read(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(true)
                .setMaxAliasesForCollections(0)
                .setCodePointLimit(JobLimits.DOCUMENT + 1)
                .setAllowRecursiveKeys(false)
                .build();
        try {
            Optional<Node> root =
                    new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text))).getSingleNode();
            return node(root.orElseThrow(() -> Faults.single(START, "the document is empty")), 0);
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark().map(YamlSource::place).orElse(START);
            throw Faults.single(place, "this is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw Faults.single(START, "this is not YAML: " + e.getMessage());
        } catch (StackOverflowError e) {
            throw Faults.single(START, "the document is nested too deeply");
        }
    }

    private static DocumentNode node(Node node, int depth) {
        if (depth > JobLimits.TREE_DEPTH) {
            throw Faults.single(place(node), "the document is nested more than " + JobLimits.TREE_DEPTH + " deep");
        }
        if (node.getAnchor().isPresent()) {
            throw Faults.single(place(node), "anchors (&) and aliases (*) are not allowed; write the value out");
        }
        return switch (node) {
            case MappingNode mapping -> mapping(mapping, depth);
            case SequenceNode sequence -> sequence(sequence, depth);
            case ScalarNode scalar -> scalar(scalar);
            default -> throw Faults.single(place(node), "anchors (&) and aliases (*) are not allowed");
        };
    }

    private static Mapping mapping(MappingNode mapping, int depth) {
        List<Entry> entries = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw Faults.single(place(tuple.getKeyNode()), "a key is a single word, not a list or a map");
            }
            entries.add(new Entry(key.getValue(), place(key), node(tuple.getValueNode(), depth + 1)));
        }
        return new Mapping(place(mapping), entries);
    }

    private static Sequence sequence(SequenceNode sequence, int depth) {
        List<DocumentNode> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(node(item, depth + 1));
        }
        return new Sequence(place(sequence), items);
    }

    private static Scalar scalar(ScalarNode scalar) {
        return new Scalar(place(scalar), kind(scalar), scalar.getValue());
    }

    private static Kind kind(ScalarNode scalar) {
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.STR)) {
            return Kind.TEXT;
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return Kind.NUMBER;
        }
        if (tag.equals(Tag.BOOL)) {
            return Kind.FLAG;
        }
        if (tag.equals(Tag.NULL)) {
            return Kind.NOTHING;
        }
        throw Faults.single(place(scalar), "tags such as " + tag + " are not allowed; write the plain value");
    }

    private static Place place(Node node) {
        return node.getStartMark().map(YamlSource::place).orElse(START);
    }

    private static Place place(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
