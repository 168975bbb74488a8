package org.puli.api.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.Names;
import org.puli.api.PoolName;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;

/** Reads a job, its groups and its tasks. */
final class JobGrammar {
    private static final List<String> TREE_KEYS = List.of("name", "paused", "tasks", "groups", "strategy");
    private static final List<String> JOB_KEYS = Stream.concat(
                    joined(
                            List.of("owner", "pool", "tags", "after"),
                            TREE_KEYS,
                            PrecedenceGrammar.KEYS,
                            SettingsGrammar.KEYS)
                            .stream(),
                    FailureGrammar.JOB_KEYS.stream())
            .toList();
    private static final List<String> GROUP_KEYS =
            joined(List.of("after", "tags"), TREE_KEYS, PrecedenceGrammar.NODE_KEYS, SettingsGrammar.KEYS);
    private static final List<String> TASK_KEYS = joined(
            List.of("name", "after", "paused", "tags"),
            CommandGrammar.KEYS,
            PrecedenceGrammar.NODE_KEYS,
            SettingsGrammar.KEYS);

    private final JobDefaults defaults;
    private final DependencyCheck dependencies = new DependencyCheck();
    /** Where the tasks stand, in the order in which they are read. */
    private final List<Cursor> places = new ArrayList<>();
    /** Where tasks and groups stand, in that order. */
    private final List<Cursor> nodes = new ArrayList<>();

    private int explicitCommands;
    private long frameCount;

    JobGrammar(JobDefaults defaults) {
        this.defaults = defaults;
    }

    private static List<String> joined(List<String> own, List<String> tree, List<String> place, List<String> settings) {
        return Stream.of(own, tree, place, settings).flatMap(List::stream).toList();
    }

    JobSpec read(Cursor at) {
        Map<String, Cursor> entries = at.map(JOB_KEYS, "a map with a name and tasks");
        List<TaskSpec> tasks = tasks(entries.get("tasks"), null);
        List<GroupSpec> groups = groups(entries.get("groups"), null, 1);
        Precedence precedence = PrecedenceGrammar.read(entries);
        JobSpec spec = new JobSpec(
                JobSpec.VERSION,
                name(at, entries, "job"),
                entries.containsKey("owner") ? entries.get("owner").name(Names.LABEL, "the owner") : defaults.owner(),
                pool(entries.get("pool")),
                precedence.priority(),
                precedence.weight(),
                precedence.maxWorkers(),
                tags(entries.get("tags")),
                paused(entries),
                settings(entries),
                tasks,
                groups,
                PrecedenceGrammar.strategy(entries.get("strategy")),
                after(entries.get("after"), null));
        if (at.isMap()) {
            checkSize(at, spec);
            ArgumentCheck.problems(spec)
                    .forEach(problem -> places.get(problem.index()).fault(problem.words()));
        }
        dependencies.check();
        return spec;
    }

    /** Where its tasks and groups stand, in the order of {@link SpecTree}. */
    List<Cursor> nodes() {
        return nodes;
    }

    private void checkSize(Cursor at, JobSpec spec) {
        if (dependencies.nodeCount() == 0) {
            at.fault("a job needs at least one task");
        }
        if (dependencies.nodeCount() > JobLimits.NODES) {
            at.fault("has " + dependencies.nodeCount() + " tasks and groups; at most " + JobLimits.NODES
                    + " are allowed");
        }
        if (spec.commandCount() > JobLimits.COMMANDS) {
            at.fault("has " + spec.commandCount() + " commands; at most " + JobLimits.COMMANDS + " are allowed");
        }
        if (frameCount > JobLimits.FRAMES) {
            at.fault("has " + frameCount + " frames; at most " + JobLimits.FRAMES + " are allowed");
        }
        if (explicitCommands > JobLimits.EXPLICIT_COMMANDS) {
            at.fault("spells out " + explicitCommands + " commands; at most " + JobLimits.EXPLICIT_COMMANDS
                    + " are allowed, use 'frames'");
        }
    }

    private TaskSettings settings(Map<String, Cursor> entries) {
        TaskSettings settings = SettingsGrammar.read(entries);
        TaskSettings outer = TaskSettings.NONE.withWorkingDirectory(defaults.workingDirectory());
        return settings.inside(outer);
    }

    private static String name(Cursor at, Map<String, Cursor> entries, String what) {
        Cursor name = entries.get("name");
        if (name == null) {
            if (at.isMap()) {
                at.fault("a " + what + " needs a 'name'");
            }
            return "";
        }
        return name.name(Names.LABEL, "the name of a " + what);
    }

    private static PoolName pool(@Nullable Cursor at) {
        return at == null ? JobSpec.DEFAULT_POOL : new PoolName(at.name(Names.IDENTIFIER, "the name of a pool"));
    }

    private static TaskSettings tagged(Map<String, Cursor> entries) {
        return SettingsGrammar.read(entries).withTags(tags(entries.get("tags")));
    }

    private static Map<String, String> tags(@Nullable Cursor at) {
        Map<String, String> tags = new TreeMap<>();
        if (at != null) {
            at.anyMap("a map of tags such as {shot: sh010}").forEach((name, value) -> {
                String problem = Names.LABEL.problemWith(name);
                if (!problem.isEmpty()) {
                    value.fault("the name of a tag " + problem);
                }
                tags.put(name, value.name(Names.LABEL, "the value of a tag"));
            });
            if (tags.size() > JobLimits.TAGS) {
                at.fault("has " + tags.size() + " tags; at most " + JobLimits.TAGS + " are allowed");
            }
        }
        return tags;
    }

    private static boolean paused(Map<String, Cursor> entries) {
        return entries.containsKey("paused") && entries.get("paused").flag();
    }

    private List<TaskSpec> tasks(@Nullable Cursor at, @Nullable String group) {
        List<TaskSpec> tasks = new ArrayList<>();
        if (at != null && !at.isNothing()) {
            at.list("a list of tasks", JobLimits.NODES).forEach(item -> tasks.add(task(item, group)));
        }
        return tasks;
    }

    private TaskSpec task(Cursor at, @Nullable String group) {
        Map<String, Cursor> entries = at.map(TASK_KEYS, "a task: a map with a name and a command");
        String name = name(at, entries, "task");
        nodes.add(at);
        dependencies.add(at, name, group);
        places.add(at);
        CommandLine command = at.isMap() ? CommandGrammar.command(at, entries) : null;
        List<CommandLine> commands = CommandGrammar.commands(entries);
        explicitCommands += commands.size();
        FrameRange frames = frames(entries);
        TaskSpec task = new TaskSpec(
                name,
                command,
                frames,
                CommandGrammar.chunk(entries),
                commands,
                after(entries.get("after"), name),
                paused(entries),
                tagged(entries),
                PrecedenceGrammar.read(entries));
        dependencies.describe(task);
        return task;
    }

    /** Looking for frames that are named twice is work; past the limit it is not worth doing. */
    private @Nullable FrameRange frames(Map<String, Cursor> entries) {
        FrameRange frames = CommandGrammar.frames(entries, JobLimits.FRAMES - frameCount);
        frameCount += frames == null ? 0 : frames.count();
        return frames;
    }

    private List<GroupSpec> groups(@Nullable Cursor at, @Nullable String group, int depth) {
        List<GroupSpec> groups = new ArrayList<>();
        if (at != null && !at.isNothing()) {
            if (depth > JobLimits.DEPTH) {
                at.fault("groups may be nested " + JobLimits.DEPTH + " deep");
                return groups;
            }
            at.list("a list of groups", JobLimits.NODES).forEach(item -> groups.add(group(item, group, depth)));
        }
        return groups;
    }

    private GroupSpec group(Cursor at, @Nullable String outer, int depth) {
        Map<String, Cursor> entries = at.map(GROUP_KEYS, "a group: a map with a name and tasks");
        String name = name(at, entries, "group");
        nodes.add(at);
        dependencies.add(at, name, outer);
        GroupSpec group = new GroupSpec(
                name,
                after(entries.get("after"), name),
                paused(entries),
                tagged(entries),
                tasks(entries.get("tasks"), name),
                groups(entries.get("groups"), name, depth + 1),
                PrecedenceGrammar.read(entries),
                PrecedenceGrammar.strategy(entries.get("strategy")));
        // Groups that are nested too deep are there, though they were not read.
        boolean isCut = depth == JobLimits.DEPTH
                && entries.containsKey("groups")
                && !entries.get("groups").isNothing();
        if (at.isMap() && !isCut && group.tasks().isEmpty() && group.groups().isEmpty()) {
            at.fault("a group needs at least one task or group");
        }
        return group;
    }

    private List<Dependency> after(@Nullable Cursor at, @Nullable String name) {
        return awaited(at, (item, dependency) -> dependencies.need(item, name, dependency));
    }

    /** What is waited for; each of it is shown to whoever looks whether it is there. */
    static List<Dependency> awaited(@Nullable Cursor at, BiConsumer<Cursor, Dependency> look) {
        if (at == null || at.isNothing()) {
            return List.of();
        }
        List<Cursor> items =
                at.isList() ? at.list("a list of what is waited for", JobLimits.DEPENDENCIES) : List.of(at);
        List<Dependency> after = new ArrayList<>();
        for (Cursor item : items) {
            Dependency dependency = AfterGrammar.read(item);
            look.accept(item, dependency);
            after.add(dependency);
        }
        long times =
                after.stream().filter(one -> one instanceof Dependency.Time).count();
        if (times > JobLimits.TIMES) {
            at.fault("waits for " + times + " times; at most " + JobLimits.TIMES + " are allowed");
        }
        long files =
                after.stream().filter(one -> one instanceof Dependency.File).count();
        if (files > JobLimits.FILES) {
            at.fault("waits for " + files + " files; at most " + JobLimits.FILES + " are allowed");
        }
        return after;
    }
}
