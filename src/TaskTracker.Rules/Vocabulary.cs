using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using TaskTracker.Rules.Expressions;
using TaskTracker.Rules.Facts;

namespace TaskTracker.Rules;

/// <summary>What rules can speak of: the facts of the subject types, and in which subjects they occur together.</summary>
public sealed class Vocabulary
{
    private readonly Dictionary<string, FactMember> _byPath;
    private readonly Dictionary<Type, IReadOnlyDictionary<string, FactProperty>> _properties = [];
    private readonly NullabilityInfoContext _nullability = new();

    private Vocabulary(IReadOnlyList<Type> subjects)
    {
        Subjects = subjects;
        var facts = new Dictionary<string, Type>();
        foreach (var (subject, fact) in subjects.SelectMany(s => PropertiesOf(s).Select(p => (s, p))))
        {
            var name = NameOf(fact);
            if (Words.Reserved.Contains(name))
            {
                throw new ArgumentException($"{subject.Name}.{fact.Name}: \"{name}\" has a meaning of its own in rules.");
            }

            if (!facts.TryAdd(name, fact.PropertyType) && facts[name] != fact.PropertyType)
            {
                throw new ArgumentException($"{subject.Name}.{fact.Name} is {fact.PropertyType.Name}, but another subject's {name} is {facts[name].Name}.");
            }
        }

        Facts = facts;
        Parameters = facts.ToDictionary(f => f.Key, f => Expression.Parameter(f.Value, f.Key));
        Members = [.. facts.SelectMany(f => Describe(f.Key, f.Value, SubjectsWith([f.Key]), depth: 0))];
        _byPath = Members.ToDictionary(m => m.Path);
    }

    /// <summary>From least to most specific: a rule's subject is the first that has all facts it reads.</summary>
    public IReadOnlyList<Type> Subjects { get; }

    public IReadOnlyList<FactMember> Members { get; }

    internal IReadOnlyDictionary<string, Type> Facts { get; }

    /// <summary>What stands for the facts in the code of every rule, of whatever file, so that the code of several can be put together.</summary>
    internal IReadOnlyDictionary<string, ParameterExpression> Parameters { get; }

    /// <param name="subjectTypes">Records whose public properties are the facts, from least to most specific.</param>
    /// <exception cref="ArgumentException">A property has a type that rules cannot read, or one name stands for two types.</exception>
    public static Vocabulary Of(params Type[] subjectTypes) => new(subjectTypes);

    /// <returns>The member a rule writes as <paramref name="path"/>, or null.</returns>
    public FactMember? Find(string path) => _byPath.GetValueOrDefault(path);

    internal IReadOnlyList<Type> SubjectsWith(IReadOnlyCollection<string> facts) =>
        [.. Subjects.Where(s => facts.All(PropertiesOf(s).Select(NameOf).Contains))];

    /// <summary>The facts of each subject, for messages.</summary>
    internal IEnumerable<string> FactsTogether() => Subjects.Select(s => string.Join(", ", PropertiesOf(s).Select(NameOf)));

    internal static PropertyInfo PropertyOf(Type subject, string fact) => PropertiesOf(subject).Single(p => NameOf(p) == fact);

    internal bool IsRecord(Type type) => _properties.ContainsKey(type);

    internal IReadOnlyDictionary<string, FactProperty> PropertiesOfRecord(Type record) => _properties[record];

    /// <returns>Null for what is no property of a fact.</returns>
    internal FactProperty? PropertyOf(MemberInfo member) =>
        member.DeclaringType is { } record && _properties.TryGetValue(record, out var properties) ? properties.GetValueOrDefault(member.Name) : null;

    private IEnumerable<FactMember> Describe(string path, Type record, IReadOnlyList<Type> subjects, int depth)
    {
        if (depth > 4)
        {
            throw new ArgumentException($"{path}: lists of facts are nested too deeply or in a circle.");
        }

        if (!_properties.TryGetValue(record, out var properties))
        {
            properties = PropertiesOf(record).Where(p => p.GetCustomAttribute<AnchorAttribute>() is null).Select(Read).ToDictionary(p => p.Name);
            _properties.Add(record, properties);
        }

        foreach (var property in properties.Values)
        {
            var member = $"{path}.{property.Name}";
            yield return new FactMember(member, property.Type, property.MayBeMissing, property.Words, subjects, property.Motion?.Kind);
            if (property.ItemType is { } item && !Kinds.IsScalar(item))
            {
                foreach (var inner in Describe($"{member}[]", item, subjects, depth + 1))
                {
                    yield return inner;
                }
            }
        }
    }

    private FactProperty Read(PropertyInfo property)
    {
        var type = property.PropertyType;
        var words = property.GetCustomAttribute<FactAttribute>() ?? new FactAttribute(property.Name, property.Name);
        var missing = _nullability.Create(property).ReadState == NullabilityState.Nullable;
        var item = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;
        var readable = item is null
            ? Kinds.IsScalar(Kinds.Bare(type))
            : !missing && Nullable.GetUnderlyingType(item) is null && (Kinds.IsScalar(item) || item.IsClass);
        if (Words.Signs.Contains(property.Name))
        {
            throw new ArgumentException($"{property.DeclaringType!.Name}.{property.Name}: \"{property.Name}\" is a sign in RulesEngine.");
        }

        var (motion, until) = FactMotion.Of(property);
        return readable
            ? new FactProperty(property.Name, property, item, missing, words, motion, until)
            : throw new ArgumentException($"{property.DeclaringType!.Name}.{property.Name}: rules cannot read {type}.");
    }

    private static IEnumerable<PropertyInfo> PropertiesOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanRead && p.GetIndexParameters().Length == 0);

    private static string NameOf(PropertyInfo fact) => JsonNamingPolicy.CamelCase.ConvertName(fact.Name);
}
