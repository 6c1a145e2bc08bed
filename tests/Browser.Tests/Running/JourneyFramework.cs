using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("Browser.Tests.Running.JourneyFramework", "Browser.Tests")]

namespace Browser.Tests.Running;

/// <summary>xunit as it is, but that the message of a test that fails says what its visitors saw (<see cref="Evidence"/>).</summary>
public sealed class JourneyFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) => new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assembly, ISourceInformationProvider sources, IMessageSink diagnostics) : XunitTestFrameworkExecutor(assembly, sources, diagnostics)
    {
        protected override async void RunTestCases(IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
        {
            using var runner = new Runner(TestAssembly, testCases, DiagnosticMessageSink, executionMessageSink, executionOptions);
            await runner.RunAsync();
        }
    }

    private sealed class Runner(ITestAssembly assembly, IEnumerable<IXunitTestCase> tests, IMessageSink diagnostics, IMessageSink messages, ITestFrameworkExecutionOptions options)
        : XunitTestAssemblyRunner(assembly, tests, diagnostics, messages, options)
    {
        protected override IMessageBus CreateMessageBus() => new Bus(base.CreateMessageBus());
    }

    /// <summary>Messages come in the flow of their test: what begins with the first is there at the last.</summary>
    private sealed class Bus(IMessageBus next) : IMessageBus
    {
        public bool QueueMessage(IMessageSinkMessage message)
        {
            if (message is ITestStarting starting) Evidence.Begin($"{starting.TestClass.Class.Name.Split('.')[^1]}.{starting.TestMethod.Method.Name}");
            return next.QueueMessage(message is ITestFailed failed && Evidence.Current?.Show() is { Length: > 0 } seen ? With(failed, seen) : message);
        }

        public void Dispose() => next.Dispose();

        private static TestFailed With(ITestFailed failed, string seen) =>
            new(failed.Test, failed.ExecutionTime, failed.Output, failed.ExceptionTypes, [failed.Messages[0] + seen, .. failed.Messages.Skip(1)], failed.StackTraces, failed.ExceptionParentIndices);
    }
}
