package org.puli.api.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;

/**
 * What a job, a group or a task may say about how commands run. Whatever is null is taken from the next outer one, and
 * at last from {@link #DEFAULTS}.
 *
 * @param cores cores that one command holds, more than 0
 * @param memoryBytes memory that one command holds, 0 for "not said"
 * @param licenses seats of each license that one command holds, each from 1
 * @param attempts tries in all, from 1
 * @param timeout longest run of one attempt
 * @param workingDirectory absolute folder on the worker
 * @param environment variables; inner values win, name by name
 * @param resources what else one command holds on its worker; null for nothing more, and each part of it may be null
 * @param requirements which workers are right for it; null for all
 * @param failurePolicy what becomes of commands that do not end well; null for nothing said
 * @param preemptible whether a running command may be stopped for a share that is below its guaranteed minimum
 * @param limits what its processes may do; null for nothing said, and each part of it may be null
 * @param pathMapping whether the farm's path rules change its paths; null for nothing said, which means yes
 * @param skipDoneFrames whether a further try leaves out the frames that earlier ones have finished
 * @param arguments values for the names in braces in its command lines; inner values win, name by name
 * @param tags words to find a task by; inner values win, name by name. A job's own stand in its spec
 */
public record TaskSettings(
        @Nullable Double cores,
        @Nullable Long memoryBytes,
        @Nullable Map<LicenseName, Integer> licenses,
        @Nullable Integer attempts,
        @Nullable Duration timeout,
        @Nullable String workingDirectory,
        Map<String, String> environment,
        @Nullable Resources resources,
        @Nullable Requirements requirements,
        @Nullable FailurePolicy failurePolicy,
        @Nullable Boolean preemptible,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ProcessLimits limits,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean pathMapping,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean skipDoneFrames,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> arguments,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> tags) {
    /** Nothing said at all. */
    public static final TaskSettings NONE = new TaskSettings(
            null, null, null, null, null, null, Map.of(), null, null, null, null, null, null, null, Map.of(), Map.of());

    /** What holds where nobody said anything: one core, one try. */
    public static final TaskSettings DEFAULTS =
            NONE.withCores(1.0).withMemoryBytes(0L).withLicenses(Map.of()).withAttempts(1);

    /** Of maps that were copied and sorted here, so that all tasks of a job can have the same one. */
    private static final Class<?> COPIED =
            Collections.unmodifiableSortedMap(new TreeMap<String, String>()).getClass();

    /** Copies the maps, in the order of their keys. */
    public TaskSettings {
        licenses = licenses == null ? null : sorted(licenses);
        environment = environment == null ? Map.of() : sorted(environment);
        arguments = copied(arguments);
        tags = copied(tags);
    }

    /** These settings with what they leave open taken from the outer ones. */
    public TaskSettings inside(TaskSettings outer) {
        return new TaskSettings(
                first(cores, outer.cores),
                first(memoryBytes, outer.memoryBytes),
                first(licenses, outer.licenses),
                first(attempts, outer.attempts),
                first(timeout, outer.timeout),
                first(workingDirectory, outer.workingDirectory),
                merged(environment, outer.environment),
                resources == null || outer.resources == null
                        ? first(resources, outer.resources)
                        : resources.inside(outer.resources),
                first(requirements, outer.requirements),
                FailurePolicy.merged(failurePolicy, outer.failurePolicy),
                first(preemptible, outer.preemptible),
                ProcessLimits.merged(limits, outer.limits),
                first(pathMapping, outer.pathMapping),
                first(skipDoneFrames, outer.skipDoneFrames),
                arguments.isEmpty() ? outer.arguments : merged(arguments, outer.arguments),
                tags.isEmpty() ? outer.tags : merged(tags, outer.tags));
    }

    /** The same with other arguments. */
    public TaskSettings withArguments(Map<String, String> other) {
        return with(other, tags);
    }

    /** The same with other tags. */
    public TaskSettings withTags(Map<String, String> other) {
        return with(arguments, other);
    }

    /** The same with other cores. */
    public TaskSettings withCores(@Nullable Double other) {
        return with(new Held(other, memoryBytes, licenses, resources, requirements));
    }

    /** The same with other memory. */
    public TaskSettings withMemoryBytes(@Nullable Long other) {
        return with(new Held(cores, other, licenses, resources, requirements));
    }

    /** The same with other licenses. */
    public TaskSettings withLicenses(@Nullable Map<LicenseName, Integer> other) {
        return with(new Held(cores, memoryBytes, other, resources, requirements));
    }

    /** The same with another number of tries. */
    public TaskSettings withAttempts(@Nullable Integer other) {
        return with(new Run(
                other,
                timeout,
                workingDirectory,
                environment,
                failurePolicy,
                preemptible,
                limits,
                pathMapping,
                skipDoneFrames));
    }

    /** The same with another longest run. */
    public TaskSettings withTimeout(@Nullable Duration other) {
        return with(new Run(
                attempts,
                other,
                workingDirectory,
                environment,
                failurePolicy,
                preemptible,
                limits,
                pathMapping,
                skipDoneFrames));
    }

    /** The same with another folder. */
    public TaskSettings withWorkingDirectory(@Nullable String other) {
        return with(new Run(
                attempts,
                timeout,
                other,
                environment,
                failurePolicy,
                preemptible,
                limits,
                pathMapping,
                skipDoneFrames));
    }

    /** The same with another environment. */
    public TaskSettings withEnvironment(Map<String, String> other) {
        return with(new Run(
                attempts,
                timeout,
                workingDirectory,
                other,
                failurePolicy,
                preemptible,
                limits,
                pathMapping,
                skipDoneFrames));
    }

    /** The same with other resources. */
    public TaskSettings withResources(@Nullable Resources other) {
        return with(new Held(cores, memoryBytes, licenses, other, requirements));
    }

    /** The same with other requirements. */
    public TaskSettings withRequirements(@Nullable Requirements other) {
        return with(new Held(cores, memoryBytes, licenses, resources, other));
    }

    /** The same with another policy for failures. */
    public TaskSettings withFailurePolicy(@Nullable FailurePolicy other) {
        return with(new Run(
                attempts,
                timeout,
                workingDirectory,
                environment,
                other,
                preemptible,
                limits,
                pathMapping,
                skipDoneFrames));
    }

    /** The same with another word on whether a running command may be stopped for others. */
    public TaskSettings withPreemptible(@Nullable Boolean other) {
        return with(new Run(
                attempts,
                timeout,
                workingDirectory,
                environment,
                failurePolicy,
                other,
                limits,
                pathMapping,
                skipDoneFrames));
    }

    /** The same with other limits of its processes. */
    public TaskSettings withLimits(@Nullable ProcessLimits other) {
        return with(new Run(
                attempts,
                timeout,
                workingDirectory,
                environment,
                failurePolicy,
                preemptible,
                other,
                pathMapping,
                skipDoneFrames));
    }

    /** The same with another word on whether the farm's path rules change its paths. */
    public TaskSettings withPathMapping(@Nullable Boolean other) {
        return with(new Run(
                attempts,
                timeout,
                workingDirectory,
                environment,
                failurePolicy,
                preemptible,
                limits,
                other,
                skipDoneFrames));
    }

    /** The same with another word on whether a further try leaves out what is finished. */
    public TaskSettings withSkipDoneFrames(@Nullable Boolean other) {
        return with(new Run(
                attempts,
                timeout,
                workingDirectory,
                environment,
                failurePolicy,
                preemptible,
                limits,
                pathMapping,
                other));
    }

    /** What a command holds, and of whom, so that whoever changes a part of it need not name what it does then. */
    private record Held(
            @Nullable Double cores,
            @Nullable Long memoryBytes,
            @Nullable Map<LicenseName, Integer> licenses,
            @Nullable Resources resources,
            @Nullable Requirements requirements) {}

    /** How a command runs, so that whoever changes a part of it need not name what it holds. */
    private record Run(
            @Nullable Integer attempts,
            @Nullable Duration timeout,
            @Nullable String workingDirectory,
            Map<String, String> environment,
            @Nullable FailurePolicy failurePolicy,
            @Nullable Boolean preemptible,
            @Nullable ProcessLimits limits,
            @Nullable Boolean pathMapping,
            @Nullable Boolean skipDoneFrames) {}

    private TaskSettings with(Held held) {
        return new TaskSettings(
                held.cores,
                held.memoryBytes,
                held.licenses,
                attempts,
                timeout,
                workingDirectory,
                environment,
                held.resources,
                held.requirements,
                failurePolicy,
                preemptible,
                limits,
                pathMapping,
                skipDoneFrames,
                arguments,
                tags);
    }

    private TaskSettings with(Map<String, String> otherArguments, Map<String, String> otherTags) {
        return new TaskSettings(
                cores,
                memoryBytes,
                licenses,
                attempts,
                timeout,
                workingDirectory,
                environment,
                resources,
                requirements,
                failurePolicy,
                preemptible,
                limits,
                pathMapping,
                skipDoneFrames,
                otherArguments,
                otherTags);
    }

    private TaskSettings with(Run run) {
        return new TaskSettings(
                cores,
                memoryBytes,
                licenses,
                run.attempts,
                run.timeout,
                run.workingDirectory,
                run.environment,
                resources,
                requirements,
                run.failurePolicy,
                run.preemptible,
                run.limits,
                run.pathMapping,
                run.skipDoneFrames,
                arguments,
                tags);
    }

    private static <T> @Nullable T first(@Nullable T inner, @Nullable T outer) {
        return inner == null ? outer : inner;
    }

    private static Map<String, String> merged(Map<String, String> inner, Map<String, String> outer) {
        Map<String, String> all = new TreeMap<>(outer);
        all.putAll(inner);
        return all;
    }

    private static Map<String, String> copied(@Nullable Map<String, String> map) {
        if (map == null || map.isEmpty()) {
            return Map.of();
        }
        return map.getClass() == COPIED ? map : Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    private static <K extends Comparable<K>, V> Map<K, V> sorted(Map<K, V> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }
}
