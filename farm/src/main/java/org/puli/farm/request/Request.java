package org.puli.farm.request;

/**
 * Something that the loop is asked to do or tell.
 *
 * @param <R> what the answer is
 */
public sealed interface Request<R>
        permits FromPerson,
                SubmitJob,
                PauseJob,
                ResumeJob,
                CancelJob,
                RetryJob,
                FinishCommands,
                HoldCommands,
                ReleaseCommands,
                SkipCommands,
                EditJob,
                FindNode,
                DeleteJob,
                SyncWorker,
                PauseWorker,
                ResumeWorker,
                DrainWorker,
                QuarantineWorker,
                ReleaseWorker,
                EditWorker,
                DeleteWorker,
                SetLicense,
                ReportLicense,
                CreatePool,
                EditPool,
                DeletePool,
                MoveWorkers,
                SetShare,
                DeleteShare,
                ShowJob,
                ExplainJob,
                ExplainCommand,
                ExplainWorker,
                ShowSpec,
                ShowCommand,
                ListCommands,
                ShowBlocklist,
                BlockWorker,
                ClearBlocklist,
                Tick {}
