package org.puli.dispatcher.http;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.Names;
import org.puli.api.WorkerName;
import org.puli.api.config.Suggestion;
import org.puli.api.json.Json;
import tools.jackson.core.type.TypeReference;

/** The fields of a small JSON body, read as strictly as a job document: unknown ones are refused. */
final class BodyFields {
    /** The largest body of this kind, in bytes. */
    static final int LARGEST = 64 << 10;

    private static final int MOST_NAMES = 1_000;

    private final Map<String, Object> fields;

    private BodyFields(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** The fields of a body that may have these and no others; an empty body has none. */
    static BodyFields of(Context context, String... allowed) {
        String text = Bodies.text(context, LARGEST);
        if (text.isBlank()) {
            return new BodyFields(Map.of());
        }
        Bodies.requireJson(context);
        Map<String, Object> fields = read(text);
        List<String> known = Arrays.asList(allowed);
        for (String name : fields.keySet()) {
            if (!known.contains(name)) {
                throw Refusing.badRequest("the body has the unknown field '" + name + "'" + Suggestion.hint(name, known)
                        + " (there are: " + String.join(", ", known) + ")");
            }
        }
        return new BodyFields(fields);
    }

    private static Map<String, Object> read(String text) {
        try {
            return Json.read(text, new TypeReference<Map<String, Object>>() {});
        } catch (IllegalArgumentException e) {
            throw Refusing.badRequest("the body is not a JSON object: " + e.getMessage());
        }
    }

    /** Whether a field is there, be it null. */
    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** A value of whatever kind; null when it is null or not there. */
    @Nullable
    Object find(String name) {
        return fields.get(name);
    }

    /** One line of text that has to be there. */
    String label(String name) {
        String text = findLabel(name);
        if (text == null) {
            throw Refusing.badRequest("/" + name + " is missing, as in {\"" + name + "\": \"…\"}");
        }
        return text;
    }

    /** A whole number that has to be there. */
    int whole(String name, int least, int most) {
        Object value = fields.get(name);
        if (value instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        throw Refusing.badRequest("/" + name + " has to be a whole number from " + least + " to " + most + ", as in {\""
                + name + "\": " + least + "}" + (value == null ? "" : "; found " + value));
    }

    /** A list of names of workers; empty when it is not there. */
    List<WorkerName> workers(String name) {
        Object value = fields.getOrDefault(name, List.of());
        if (!(value instanceof List<?> list) || list.size() > MOST_NAMES) {
            throw Refusing.badRequest("/" + name + " is a list of at most " + MOST_NAMES + " names of workers");
        }
        List<WorkerName> workers = new ArrayList<>();
        for (Object item : list) {
            String problem = item instanceof String text ? Names.IDENTIFIER.problemWith(text) : "is not a text";
            if (!problem.isEmpty()) {
                throw Refusing.badRequest("/" + name + "/" + workers.size() + " " + problem);
            }
            workers.add(new WorkerName((String) item));
        }
        return workers;
    }

    /** One line of text; null when it is not there. */
    @Nullable
    String findLabel(String name) {
        Object value = fields.get(name);
        if (value == null) {
            return null;
        }
        String problem = value instanceof String text ? Names.LABEL.problemWith(text) : "is not a text";
        if (!problem.isEmpty()) {
            throw Refusing.badRequest("/" + name + " " + problem);
        }
        return (String) value;
    }
}
