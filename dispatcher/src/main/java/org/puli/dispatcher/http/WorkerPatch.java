package org.puli.dispatcher.http;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.puli.api.Names;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.config.Amounts;
import org.puli.farm.request.EditWorker;

/** Reads a merge patch of a worker: its cores, memory, tags and the order of its pools. Stateless. */
final class WorkerPatch {
    private static final int MOST_CORES = 4_096;
    private static final Pattern DIGITS = Pattern.compile("\\d{1,17}");

    private WorkerPatch() {}

    static EditWorker read(Context context, WorkerName worker) {
        BodyFields fields = BodyFields.of(context, "cores", "memory", "tags", "poolOrder");
        List<String> added = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        tags(fields, added, removed);
        return new EditWorker(worker, cores(fields), memory(fields), added, removed, poolOrder(fields));
    }

    private static @Nullable Integer cores(BodyFields fields) {
        if (!fields.has("cores")) {
            return null;
        }
        Integer nothing = 0;
        return fields.find("cores") == null ? nothing : Integer.valueOf(fields.whole("cores", 1, MOST_CORES));
    }

    private static @Nullable Long memory(BodyFields fields) {
        if (!fields.has("memory")) {
            return null;
        }
        Object value = fields.find("memory");
        if (value == null) {
            return 0L;
        }
        String text = String.valueOf(value);
        boolean isPlain = value instanceof String || DIGITS.matcher(text).matches();
        try {
            long bytes = isPlain ? Amounts.bytes(text) : 0;
            if (bytes > 0) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw Refusing.badRequest("/memory: " + e.getMessage());
        }
        throw Refusing.badRequest("/memory has to be more than 0, as in {\"memory\": \"32G\"}; found " + text);
    }

    private static @Nullable List<PoolName> poolOrder(BodyFields fields) {
        if (!fields.has("poolOrder")) {
            return null;
        }
        Object value = fields.find("poolOrder");
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> names) || names.size() > EditWorker.MOST_ORDERED) {
            throw Refusing.badRequest("/poolOrder has to be a list of at most " + EditWorker.MOST_ORDERED
                    + " names of pools, as in {\"poolOrder\": [\"film\", \"tv\"]}");
        }
        List<PoolName> order = new ArrayList<>();
        for (Object name : names) {
            String problem = name instanceof String text ? Names.IDENTIFIER.problemWith(text) : "is not a text";
            if (!problem.isEmpty()) {
                throw Refusing.badRequest("/poolOrder: the pool name '" + name + "' " + problem);
            }
            PoolName pool = new PoolName(String.valueOf(name));
            if (order.contains(pool)) {
                throw Refusing.badRequest("/poolOrder names pool " + pool + " twice");
            }
            order.add(pool);
        }
        return order;
    }

    private static void tags(BodyFields fields, List<String> added, List<String> removed) {
        Object value = fields.find("tags");
        if (value == null) {
            return;
        }
        if (!(value instanceof Map<?, ?> tags)) {
            throw Refusing.badRequest("/tags has to be a map, as in {\"tags\": {\"gpu\": true, \"old\": null}}");
        }
        if (tags.size() > EditWorker.MOST_TAGS) {
            throw Refusing.badRequest(
                    "/tags has " + tags.size() + " entries; at most " + EditWorker.MOST_TAGS + " are allowed");
        }
        tags.forEach((name, wanted) -> {
            String problem = Names.LABEL.problemWith(String.valueOf(name));
            if (!problem.isEmpty()) {
                throw Refusing.badRequest("/tags: the tag '" + name + "' " + problem);
            }
            if (wanted != null && !wanted.equals(true)) {
                throw Refusing.badRequest("/tags/" + name + " is true to give the tag and null to take it away");
            }
            (wanted == null ? removed : added).add(String.valueOf(name));
        });
    }
}
