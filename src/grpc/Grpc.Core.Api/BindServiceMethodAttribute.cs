namespace Grpc.Core;

/// <summary>Says on a generated service base class where the method is that binds it.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
public class BindServiceMethodAttribute : Attribute
{
    /// <summary>Makes the attribute.</summary>
    /// <param name="bindType">The type that has the method.</param>
    /// <param name="bindMethodName">
    /// A static method that takes a <see cref="ServiceBinderBase"/> and the service.
    /// </param>
    public BindServiceMethodAttribute(Type bindType, string bindMethodName)
    {
        BindType = bindType;
        BindMethodName = bindMethodName;
    }

    /// <summary>The type that has the method.</summary>
    public Type BindType { get; }

    /// <summary>The name of the method.</summary>
    public string BindMethodName { get; }
}
