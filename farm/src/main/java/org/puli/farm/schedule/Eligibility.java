package org.puli.farm.schedule;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.spec.Condition;
import org.puli.api.spec.Need;
import org.puli.api.spec.Requirements;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.view.MemoryAmount;
import org.puli.farm.Room;
import org.puli.farm.Shape;
import org.puli.farm.Worker;

/** Whether a worker is right for a shape when it is idle. The truth table stands in docs/job-files.md. Stateless. */
public final class Eligibility {
    static final String BLOCKED = "blocklisted for this task";

    private Eligibility() {}

    /** Whether it meets the requirements, is large enough and is not excluded. */
    public static boolean isRight(Worker worker, Shape shape) {
        return findUnmet(worker, shape) == null && worker.couldHold(shape.need()) && !isBlocked(worker, shape);
    }

    private static boolean isBlocked(Worker worker, Shape shape) {
        return Collections.binarySearch(shape.blocked(), worker.number()) >= 0;
    }

    /** Whether a command of the shape failed on it, so that it gets that only when no other is right and takes work. */
    public static boolean isAvoided(Worker worker, Shape shape) {
        return Collections.binarySearch(shape.avoided(), worker.number()) >= 0;
    }

    /** The first thing that makes it wrong, as words that follow a count of workers; null when it is right. */
    public static @Nullable String findLack(Worker worker, Shape shape) {
        String unmet = findUnmet(worker, shape);
        if (unmet != null) {
            return unmet;
        }
        if (!worker.couldHold(shape.need())) {
            return size(worker.offer(), shape.need());
        }
        return isBlocked(worker, shape) ? BLOCKED : null;
    }

    private static @Nullable String findUnmet(Worker worker, Shape shape) {
        return findLack(worker.name(), worker.offer(), worker.carriedTags(), shape.requirements());
    }

    private static String size(WorkerFacts facts, Need need) {
        if (!Room.hasCores(facts, need)) {
            return "with fewer than " + plain(need.milliCores()) + " cores";
        }
        if (!Room.hasMemory(facts, need)) {
            return "with less than " + new MemoryAmount(need.memoryBytes()) + " of memory";
        }
        return Room.hasGpus(facts, need) ? amounts(facts, need) : gpus(facts, need);
    }

    private static String gpus(WorkerFacts facts, Need need) {
        if (facts.equipment().gpus() < need.gpus()) {
            return need.gpus() == 1 ? "without a GPU" : "with fewer than " + need.gpus() + " GPUs";
        }
        return "with less than " + new MemoryAmount(need.gpuMemoryBytes()) + " of memory on each GPU";
    }

    private static String amounts(WorkerFacts facts, Need need) {
        return need.milliAmounts().entrySet().stream()
                .filter(amount -> !Room.hasAmount(facts, amount))
                .map(amount -> plain(amount.getValue()) + " of " + amount.getKey())
                .collect(Collectors.joining(" and ", "with less than ", ""));
    }

    private static String plain(long thousandths) {
        return thousandths % 1000 == 0 ? Long.toString(thousandths / 1000) : Double.toString(thousandths / 1000.0);
    }

    /** The first requirement that a machine of this name does not meet, in words; null when it meets all. */
    public static @Nullable String findLack(
            WorkerName name, WorkerFacts facts, List<String> tags, Requirements requirements) {
        String missing = findMissing(requirements.tags(), tags);
        if (missing != null) {
            return "without tag " + missing;
        }
        missing = findMissing(requirements.software(), facts.equipment().software());
        if (missing != null) {
            return "without software " + missing;
        }
        for (Map.Entry<String, Condition> attribute : requirements.attributes().entrySet()) {
            if (!attribute.getValue().holdsFor(findAttribute(name, facts, attribute.getKey()))) {
                return "not meeting " + attribute.getKey() + " " + attribute.getValue();
            }
        }
        return findLack(name.value(), requirements);
    }

    private static @Nullable String findLack(String name, Requirements requirements) {
        boolean isMeant = requirements.workers().isEmpty()
                || requirements.workers().stream().anyMatch(pattern -> matches(pattern, name));
        if (!isMeant) {
            return "not among workers " + String.join(", ", requirements.workers());
        }
        for (String pattern : requirements.notWorkers()) {
            if (matches(pattern, name)) {
                return "among notWorkers " + pattern;
            }
        }
        return null;
    }

    private static @Nullable String findMissing(List<String> wanted, List<String> sorted) {
        for (String word : wanted) {
            if (Collections.binarySearch(sorted, word) < 0) {
                return word;
            }
        }
        return null;
    }

    /** What a machine says of itself under a name; null when it says nothing. */
    private static @Nullable String findAttribute(WorkerName name, WorkerFacts facts, String attribute) {
        return switch (attribute) {
            case "name" -> name.value();
            case "version" -> facts.version();
            case "cores" -> Integer.toString(facts.cores());
            case "memory" -> facts.memoryBytes() == 0 ? null : Long.toString(facts.memoryBytes());
            case "gpus" -> Integer.toString(facts.equipment().gpus());
            case "gpuMemory" -> Long.toString(facts.equipment().gpuMemoryBytes());
            default -> facts.equipment().attributes().get(attribute);
        };
    }

    /** Whether a name fits a pattern in which {@code *} stands for any text; upper and lower case are the same. */
    static boolean matches(String pattern, String name) {
        String[] parts = pattern.toLowerCase(Locale.ROOT).split("\\*", -1);
        String text = name.toLowerCase(Locale.ROOT);
        if (parts.length == 1) {
            return text.equals(parts[0]);
        }
        int at = parts[0].length();
        if (!text.startsWith(parts[0]) || !text.endsWith(parts[parts.length - 1])) {
            return false;
        }
        int end = text.length() - parts[parts.length - 1].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = text.indexOf(parts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        return at <= end;
    }
}
