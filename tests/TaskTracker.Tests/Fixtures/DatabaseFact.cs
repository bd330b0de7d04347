using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace TaskTracker.Tests.Fixtures;

/// <summary>
/// A test of persistence: the method's first parameter is a <see cref="TestDatabase"/>, and it runs once on each database.
/// One that is absent shows as skipped. Further parameters take their values from data attributes such as <c>[InlineData]</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("TaskTracker.Tests.Fixtures." + nameof(DatabaseFactDiscoverer), "TaskTracker.Tests")]
public sealed class DatabaseFactAttribute : FactAttribute;

public sealed class DatabaseFactDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        from row in Rows(testMethod)
        from provider in Enum.GetValues<TestProvider>()
        select new DatabaseTestCase(
            diagnostics,
            discoveryOptions.MethodDisplayOrDefault(),
            discoveryOptions.MethodDisplayOptionsOrDefault(),
            testMethod,
            provider,
            TestDatabase.WhyAbsent(provider),
            row);

    private List<object[]> Rows(ITestMethod testMethod)
    {
        var attributes = testMethod.Method.GetCustomAttributes(typeof(DataAttribute)).ToList();
        return attributes.Count == 0
            ? [[]]
            : [.. attributes.SelectMany(a =>
                ExtensibilityPointFactory.GetDataDiscoverer(diagnostics, a.GetCustomAttributes(typeof(DataDiscovererAttribute)).First()).GetData(a, testMethod.Method))];
    }
}

/// <summary>One run of a <see cref="DatabaseFactAttribute"/> method on one database.</summary>
public sealed class DatabaseTestCase : XunitTestCase
{
    private TestProvider _provider;
    private string? _whySkipped;

    [EditorBrowsable(EditorBrowsableState.Never), Obsolete("For deserialization only.")]
    public DatabaseTestCase()
    {
    }

    public DatabaseTestCase(IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method, TestProvider provider, string? whySkipped, object[] row)
        : base(diagnostics, display, options, method, row)
    {
        _provider = provider;
        _whySkipped = whySkipped;
    }

    public override async Task<RunSummary> RunAsync(IMessageSink diagnosticMessageSink, IMessageBus messageBus, object[] constructorArguments, ExceptionAggregator aggregator, CancellationTokenSource cancellationTokenSource)
    {
        TestDatabase? database = null;
        if (SkipReason is null)
        {
            await aggregator.RunAsync(async () => database = await TestDatabase.CreateAsync(_provider));
        }

        await using (database)
        {
            return await new XunitTestCaseRunner(this, DisplayName, SkipReason, constructorArguments, [database, .. TestMethodArguments], messageBus, aggregator, cancellationTokenSource).RunAsync();
        }
    }

    public override void Serialize(IXunitSerializationInfo data)
    {
        base.Serialize(data);
        data.AddValue(nameof(_provider), _provider);
        data.AddValue(nameof(_whySkipped), _whySkipped);
    }

    public override void Deserialize(IXunitSerializationInfo data)
    {
        // First: the base class makes the display name and the reason to skip while it reads.
        _provider = data.GetValue<TestProvider>(nameof(_provider));
        _whySkipped = data.GetValue<string?>(nameof(_whySkipped));
        base.Deserialize(data);
    }

    protected override string GetDisplayName(IAttributeInfo factAttribute, string displayName) =>
        $"{displayName} ({string.Join(", ", (TestMethodArguments ?? []).Select(a => ArgumentFormatter.Format(a)).Prepend(_provider.ToString()))})";

    protected override string GetSkipReason(IAttributeInfo factAttribute) => base.GetSkipReason(factAttribute) ?? _whySkipped!;

    protected override string GetUniqueID() => $"{base.GetUniqueID()}-{_provider}";
}
